/** What to do to whom, read from a file. */
@NullMarked
package org.acme.items.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
