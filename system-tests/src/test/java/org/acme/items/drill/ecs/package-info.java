@NullMarked
package org.acme.items.drill.ecs;

import org.jspecify.annotations.NullMarked;
