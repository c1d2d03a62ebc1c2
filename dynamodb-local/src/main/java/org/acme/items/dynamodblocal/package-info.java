/** Starts DynamoDB Local in a process of its own. */
@NullMarked
package org.acme.items.dynamodblocal;

import org.jspecify.annotations.NullMarked;
