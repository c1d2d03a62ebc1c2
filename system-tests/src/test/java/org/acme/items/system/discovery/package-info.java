/** Tests of how the page finds its backends, and of what visitors see when backends fail. */
@org.jspecify.annotations.NullMarked
package org.acme.items.system.discovery;
