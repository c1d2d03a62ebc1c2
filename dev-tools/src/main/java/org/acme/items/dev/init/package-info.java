/** Gives the checkout names of its own: what {@code ./dev init} does. */
@NullMarked
package org.acme.items.dev.init;

import org.jspecify.annotations.NullMarked;
