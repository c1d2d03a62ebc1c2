package org.acme.items.frontend.items;

/** A field of an item that two people changed: what it is now, beside what this person typed. */
record DifferenceView(String label, String current, String yours) {
  public boolean differs() {
    return !current.equals(yours);
  }
}
