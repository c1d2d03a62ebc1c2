/** From a push to production: one pipeline per service, and one for what they share. */
@NullMarked
package org.acme.items.infra.delivery;

import org.jspecify.annotations.NullMarked;
