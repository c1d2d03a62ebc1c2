/** The labs of docs/labs, done as they are written. */
@NullMarked
package org.acme.items.system.labs;

import org.jspecify.annotations.NullMarked;
