@NullMarked
package org.acme.items.frontend;

import org.jspecify.annotations.NullMarked;
