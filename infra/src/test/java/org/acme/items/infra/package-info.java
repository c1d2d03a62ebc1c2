@NullMarked
package org.acme.items.infra;

import org.jspecify.annotations.NullMarked;
