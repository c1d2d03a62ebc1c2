/**
 * What all services of a stage share: network, cluster, discovery, load balancers, who may call
 * whom.
 */
@NullMarked
package org.acme.items.infra.platform;

import org.jspecify.annotations.NullMarked;
