/** What is measured of a service, and who is told. */
@NullMarked
package org.acme.items.infra.monitoring;

import org.jspecify.annotations.NullMarked;
