@NullMarked
package org.acme.items.dev.init;

import org.jspecify.annotations.NullMarked;
