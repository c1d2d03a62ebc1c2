/** Keeps items in a DynamoDB table. Nothing else in this service uses the AWS SDK. */
@NullMarked
package org.acme.items.backend.items.dynamodb;

import org.jspecify.annotations.NullMarked;
