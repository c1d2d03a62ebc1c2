package org.acme.items.dev.lab;

import java.io.IOException;

/** How it is seen that a lab is done: from what runs and from files, never by asking. */
interface Check {
  /**
   * Looks, and tells what it found.
   *
   * @throws org.acme.items.dev.DevException if what was given cannot be meant
   */
  void look(Given given, Findings findings) throws IOException;
}
