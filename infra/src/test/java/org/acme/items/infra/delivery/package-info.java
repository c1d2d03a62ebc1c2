/** What starts pipelines, and what they do. */
@NullMarked
package org.acme.items.infra.delivery;

import org.jspecify.annotations.NullMarked;
