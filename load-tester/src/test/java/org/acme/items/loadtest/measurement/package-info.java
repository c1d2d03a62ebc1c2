@NullMarked
package org.acme.items.loadtest.measurement;

import org.jspecify.annotations.NullMarked;
