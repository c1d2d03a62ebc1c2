package org.acme.items.frontend.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the System page shows.
 *
 * @param live whether the page asks again by itself
 * @param dashboard null if there is none
 */
record SystemView(
    Instant now,
    Duration uptime,
    List<TaskView> tasks,
    List<CallView> calls,
    boolean live,
    @Nullable URI dashboard) {
  SystemView {
    tasks = List.copyOf(tasks);
    calls = List.copyOf(calls);
  }

  public String nowText() {
    return Texts.time(now);
  }

  public String uptimeText() {
    return Texts.uptime(uptime);
  }
}
