@NullMarked
package org.acme.items.frontend.signals;

import org.jspecify.annotations.NullMarked;
