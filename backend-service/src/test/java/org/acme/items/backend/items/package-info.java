@NullMarked
package org.acme.items.backend.items;

import org.jspecify.annotations.NullMarked;
