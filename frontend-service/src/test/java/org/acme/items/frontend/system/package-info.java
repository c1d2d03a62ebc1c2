@NullMarked
package org.acme.items.frontend.system;

import org.jspecify.annotations.NullMarked;
