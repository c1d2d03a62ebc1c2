@NullMarked
package org.acme.items.loadtest;

import org.jspecify.annotations.NullMarked;
