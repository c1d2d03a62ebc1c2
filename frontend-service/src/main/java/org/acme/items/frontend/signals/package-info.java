/** What operators see of the service: metrics and a line for requests worth one. */
@NullMarked
package org.acme.items.frontend.signals;

import org.jspecify.annotations.NullMarked;
