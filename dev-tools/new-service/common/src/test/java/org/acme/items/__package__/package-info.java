@NullMarked
package org.acme.items.__package__;

import org.jspecify.annotations.NullMarked;
