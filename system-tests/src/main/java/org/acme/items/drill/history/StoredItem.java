package org.acme.items.drill.history;

/** An item as it is when everything is over. */
public record StoredItem(String id, String value, long version) {}
