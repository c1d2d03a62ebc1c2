@NullMarked
package org.acme.items.loadtest.statistics;

import org.jspecify.annotations.NullMarked;
