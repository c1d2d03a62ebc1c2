/** What linters are told. */
@NullMarked
package org.acme.items.infra.checks;

import org.jspecify.annotations.NullMarked;
