/** {@code ./dev bench}: what requests cost the backend, beside contenders, on this machine. */
@NullMarked
package org.acme.items.bench;

import org.jspecify.annotations.NullMarked;
