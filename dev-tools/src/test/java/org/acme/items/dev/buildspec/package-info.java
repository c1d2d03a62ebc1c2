@NullMarked
package org.acme.items.dev.buildspec;

import org.jspecify.annotations.NullMarked;
