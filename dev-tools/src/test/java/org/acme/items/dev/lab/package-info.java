@NullMarked
package org.acme.items.dev.lab;

import org.jspecify.annotations.NullMarked;
