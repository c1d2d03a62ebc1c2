/** A CDK app: stacks made of manifests and a stage. */
@NullMarked
package org.acme.items.infra;

import org.jspecify.annotations.NullMarked;
