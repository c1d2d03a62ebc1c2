@NullMarked
package org.acme.items.backend;

import org.jspecify.annotations.NullMarked;
