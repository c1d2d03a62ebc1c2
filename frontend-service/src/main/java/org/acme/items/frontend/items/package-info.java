/** The pages on which people see and change items. */
@NullMarked
package org.acme.items.frontend.items;

import org.jspecify.annotations.NullMarked;
