/** Tests of what operators see: traces, metrics, logs. */
@org.jspecify.annotations.NullMarked
package org.acme.items.system.signals;
