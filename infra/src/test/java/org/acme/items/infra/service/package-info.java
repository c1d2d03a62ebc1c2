@NullMarked
package org.acme.items.infra.service;

import org.jspecify.annotations.NullMarked;
