@NullMarked
package org.acme.items.infra.config;

import org.jspecify.annotations.NullMarked;
