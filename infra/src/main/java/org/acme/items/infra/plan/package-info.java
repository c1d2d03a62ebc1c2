/** What a stage will be, cost and take, told before it is there. */
@NullMarked
package org.acme.items.infra.plan;

import org.jspecify.annotations.NullMarked;
