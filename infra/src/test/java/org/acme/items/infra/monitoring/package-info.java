/** Whether alarms fire when they should, and what they and dashboards name is there. */
@org.jspecify.annotations.NullMarked
package org.acme.items.infra.monitoring;
