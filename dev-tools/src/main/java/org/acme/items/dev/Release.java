package org.acme.items.dev;

import org.jspecify.annotations.Nullable;

/**
 * What a service runs in a stage.
 *
 * @param service without project and stage: {@code backend}
 * @param stack its name
 * @param state of the stack
 * @param running null while it has no image
 */
record Release(
    String service, String stage, String stack, StackState state, @Nullable Running running) {
  /**
   * An image, as far as it is known.
   *
   * @param reference as the stack has it
   * @param commit null if ECR does not tell it
   * @param digest with its {@code sha256:}; null if ECR does not tell it
   * @param unknown why one is null; empty otherwise
   */
  record Running(
      String reference, @Nullable String commit, @Nullable String digest, String unknown) {
    /** By which two stages are compared. */
    String identity() {
      return digest != null ? digest : reference;
    }

    /** For people. */
    String shown() {
      if (commit != null) {
        return CommitImage.shortened(commit);
      }
      return digest != null ? "image " + CommitImage.shortened(digest) : reference;
    }
  }
}
