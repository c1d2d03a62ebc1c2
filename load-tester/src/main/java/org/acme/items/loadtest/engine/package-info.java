/** What sends requests at a rate, whoever makes it. */
@NullMarked
package org.acme.items.loadtest.engine;

import org.jspecify.annotations.NullMarked;
