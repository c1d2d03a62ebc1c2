package org.acme.items.dev.lab;

import org.jspecify.annotations.Nullable;

/**
 * What a person found in a lab.
 *
 * @param trace id of a request, for lab 1
 * @param answer name of a layer, for lab 7
 */
record Given(@Nullable String trace, @Nullable String answer) {}
