/** How the backend is reached. Nothing else in this service knows that it is HTTP. */
@NullMarked
package org.acme.items.frontend.backend;

import org.jspecify.annotations.NullMarked;
