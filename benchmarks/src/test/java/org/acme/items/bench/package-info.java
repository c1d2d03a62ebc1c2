/** Tests of the benchmarks themselves. */
@NullMarked
package org.acme.items.bench;

import org.jspecify.annotations.NullMarked;
