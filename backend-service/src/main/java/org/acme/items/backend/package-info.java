/** The backend service: what is shared by its features. */
@NullMarked
package org.acme.items.backend;

import org.jspecify.annotations.NullMarked;
