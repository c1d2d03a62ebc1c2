/** Items: what they are, how they are kept, and their REST API. */
@NullMarked
package org.acme.items.backend.items;

import org.jspecify.annotations.NullMarked;
