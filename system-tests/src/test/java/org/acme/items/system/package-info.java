@NullMarked
package org.acme.items.system;

import org.jspecify.annotations.NullMarked;
