/** Load for ever, at a low rate: the only user of Quarkus. */
@NullMarked
package org.acme.items.loadtest.service;

import org.jspecify.annotations.NullMarked;
