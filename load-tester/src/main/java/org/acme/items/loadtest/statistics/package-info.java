/** Differences with intervals; knows neither HTTP nor files. */
@NullMarked
package org.acme.items.loadtest.statistics;

import org.jspecify.annotations.NullMarked;
