@NullMarked
package org.acme.items.__package__.greetings;

import org.jspecify.annotations.NullMarked;
