/** Verdicts from measurements, for people and machines. */
@NullMarked
package org.acme.items.loadtest.report;

import org.jspecify.annotations.NullMarked;
