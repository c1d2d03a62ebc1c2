/** Tests of what delivers: buildspecs, and the files for other build servers. */
@org.jspecify.annotations.NullMarked
package org.acme.items.system.delivery;
