@NullMarked
package org.acme.items.drill.history;

import org.jspecify.annotations.NullMarked;
