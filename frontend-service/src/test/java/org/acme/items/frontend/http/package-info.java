@NullMarked
package org.acme.items.frontend.http;

import org.jspecify.annotations.NullMarked;
