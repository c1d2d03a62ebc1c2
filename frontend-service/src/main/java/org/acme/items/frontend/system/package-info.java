/** The page on which the people who run the service see its inside. */
@NullMarked
package org.acme.items.frontend.system;

import org.jspecify.annotations.NullMarked;
