@NullMarked
package org.acme.items.loadtest.report;

import org.jspecify.annotations.NullMarked;
