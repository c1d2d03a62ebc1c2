@NullMarked
package org.acme.items.dev;

import org.jspecify.annotations.NullMarked;
