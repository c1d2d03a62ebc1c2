/** HTTP conventions of this service, whatever its resources are: problems, strict JSON, limits. */
@NullMarked
package org.acme.items.backend.http;

import org.jspecify.annotations.NullMarked;
