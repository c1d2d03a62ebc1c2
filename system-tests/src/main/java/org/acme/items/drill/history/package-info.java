/** What clients did and were told, and whether it can have been so. */
@NullMarked
package org.acme.items.drill.history;

import org.jspecify.annotations.NullMarked;
