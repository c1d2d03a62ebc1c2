/** The system on a laptop, without Docker: what {@code ./dev} runs. */
@NullMarked
package org.acme.items.dev;

import org.jspecify.annotations.NullMarked;
