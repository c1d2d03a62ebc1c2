/** What the documents claim, and by what that is held. */
@org.jspecify.annotations.NullMarked
package org.acme.items.system.verified;
