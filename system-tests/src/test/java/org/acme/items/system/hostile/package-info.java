/** What nobody sends by accident, or everybody does at once; docs/reliability.md. */
@NullMarked
package org.acme.items.system.hostile;

import org.jspecify.annotations.NullMarked;
