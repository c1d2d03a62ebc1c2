/** The documents, held against what they speak of. */
@org.jspecify.annotations.NullMarked
package org.acme.items.system.docs;
