package org.acme.items.frontend.backend;

import jakarta.inject.Singleton;
import java.util.List;

/** The tasks of the backend that discovery knows, and what the last calls to them were. */
@Singleton
public class BackendTasks {
  /** In the order of their addresses. */
  public List<BackendTask> all() {
    return List.of();
  }

  /** Newest first, at most 20. */
  public List<BackendCall> lastCalls() {
    return List.of();
  }
}
