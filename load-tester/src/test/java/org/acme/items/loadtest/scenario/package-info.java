@NullMarked
package org.acme.items.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
