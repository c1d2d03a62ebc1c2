package org.acme.items.frontend.backend;

import java.time.Instant;

/** The first page of the list, as it was at some time. */
public record KnownPage(ItemPage page, Instant since) {}
