/** HTTP conventions of the service; knows no feature. */
@NullMarked
package org.acme.items.__package__.http;

import org.jspecify.annotations.NullMarked;
