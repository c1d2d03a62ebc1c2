/** Rollouts, faults and losses on real containers, under load: {@code ./dev drill}. */
@NullMarked
package org.acme.items.drill;

import org.jspecify.annotations.NullMarked;
