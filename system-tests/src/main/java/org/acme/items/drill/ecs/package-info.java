/**
 * ECS's documented rules for services, applied to containers of Docker, with HAProxy as the load
 * balancer and a small DNS server as Cloud Map. A fixture of tests: it does not model placement,
 * Availability Zones, the pace at which ECS works and its waits between failing starts, auto
 * scaling, service deployments other than rolling ones, images that are pulled, roles and their
 * permissions, CloudWatch's delay, nor metrics other than those of the load balancer.
 */
@NullMarked
package org.acme.items.drill.ecs;

import org.jspecify.annotations.NullMarked;
