/** The work, turn by turn. */
@NullMarked
package org.acme.items.__package__.work;

import org.jspecify.annotations.NullMarked;
