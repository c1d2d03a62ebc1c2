@NullMarked
package org.acme.items.loadtest.service;

import org.jspecify.annotations.NullMarked;
