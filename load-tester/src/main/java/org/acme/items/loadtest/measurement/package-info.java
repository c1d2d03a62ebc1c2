/** Rounds of load, and what was measured in them. */
@NullMarked
package org.acme.items.loadtest.measurement;

import org.jspecify.annotations.NullMarked;
