/** New services, from templates, and how they go again. */
@NullMarked
package org.acme.items.dev.scaffold;

import org.jspecify.annotations.NullMarked;
