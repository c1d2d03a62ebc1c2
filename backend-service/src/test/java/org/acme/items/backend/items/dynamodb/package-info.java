@NullMarked
package org.acme.items.backend.items.dynamodb;

import org.jspecify.annotations.NullMarked;
