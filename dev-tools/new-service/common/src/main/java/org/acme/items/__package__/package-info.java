/** The service __name__: what is shared by its features. */
@NullMarked
package org.acme.items.__package__;

import org.jspecify.annotations.NullMarked;
