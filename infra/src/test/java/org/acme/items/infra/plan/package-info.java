@NullMarked
package org.acme.items.infra.plan;

import org.jspecify.annotations.NullMarked;
