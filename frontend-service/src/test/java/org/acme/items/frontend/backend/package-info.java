@NullMarked
package org.acme.items.frontend.backend;

import org.jspecify.annotations.NullMarked;
