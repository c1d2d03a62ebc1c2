@NullMarked
package org.acme.items.drill;

import org.jspecify.annotations.NullMarked;
