@NullMarked
package org.acme.items.infra.platform;

import org.jspecify.annotations.NullMarked;
