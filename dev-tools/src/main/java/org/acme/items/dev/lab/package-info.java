/** The labs of docs/labs: what each is done by, as can be seen from outside. */
@NullMarked
package org.acme.items.dev.lab;

import org.jspecify.annotations.NullMarked;
