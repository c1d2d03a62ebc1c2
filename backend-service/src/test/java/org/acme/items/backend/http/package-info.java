@NullMarked
package org.acme.items.backend.http;

import org.jspecify.annotations.NullMarked;
