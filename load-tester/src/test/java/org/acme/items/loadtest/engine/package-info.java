@NullMarked
package org.acme.items.loadtest.engine;

import org.jspecify.annotations.NullMarked;
