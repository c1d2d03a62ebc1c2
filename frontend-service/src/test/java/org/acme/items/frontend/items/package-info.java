@NullMarked
package org.acme.items.frontend.items;

import org.jspecify.annotations.NullMarked;
