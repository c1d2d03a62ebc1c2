@NullMarked
package org.acme.items.dev.scaffold;

import org.jspecify.annotations.NullMarked;
