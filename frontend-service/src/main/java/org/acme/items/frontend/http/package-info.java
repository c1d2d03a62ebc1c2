/** What holds for every answer of this service: headers, who may send forms, error pages. */
@NullMarked
package org.acme.items.frontend.http;

import org.jspecify.annotations.NullMarked;
