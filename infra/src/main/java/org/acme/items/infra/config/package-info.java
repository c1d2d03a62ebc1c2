/**
 * What can be configured: records, the files they are read from, and everything wrong with those.
 */
@NullMarked
package org.acme.items.infra.config;

import org.jspecify.annotations.NullMarked;
