package org.acme.items;

import java.util.List;

/** As it is answered; times as they are in the table. */
public record Item(
    String id,
    String name,
    String description,
    Price price,
    int quantity,
    List<String> tags,
    long version,
    String createdAt,
    String updatedAt) {}
