/** The only user of the Jetty Load Generator. */
@NullMarked
package org.acme.items.loadtest.engine.jetty;

import org.jspecify.annotations.NullMarked;
