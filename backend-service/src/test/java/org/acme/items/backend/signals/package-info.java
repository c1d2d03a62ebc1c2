@NullMarked
package org.acme.items.backend.signals;

import org.jspecify.annotations.NullMarked;
