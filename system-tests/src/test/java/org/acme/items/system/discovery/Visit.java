package org.acme.items.system.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One page as a visitor got it.
 *
 * @param startedAt on the clock of {@link System#nanoTime()}, when it was due: waiting for a late
 *     sender counts
 * @param status 0 if there was no answer
 * @param body the page, or why there is none
 */
record Visit(long startedAt, Duration took, int status, String body) {
  private static final Pattern BACKEND = Pattern.compile("backend \\S+ on ([^<\\s]+)");

  /** Whether the page has the list as it is now. */
  boolean isFine() {
    return status == 200 && !body.contains("does not answer");
  }

  /** The backend that the list came from; empty if none. */
  String backend() {
    Matcher matcher = BACKEND.matcher(body);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** All that lists came from. */
  static Set<String> backends(List<Visit> visits) {
    return visits.stream().map(Visit::backend).collect(Collectors.toSet());
  }

  static Duration percentile(List<Visit> visits, int percentile) {
    List<Duration> times = visits.stream().map(Visit::took).sorted().toList();
    return times.get(Math.ceilDiv(times.size() * percentile, 100) - 1);
  }

  /** Whether what was just started has loaded and compiled what it needs. */
  static boolean areWarm(List<Visit> visits) {
    return visits.stream().allMatch(Visit::isFine)
        && percentile(visits, 99).compareTo(Duration.ofMillis(300)) < 0;
  }

  /** For messages of failed tests. */
  @Override
  public String toString() {
    String what = status == 0 ? body : isFine() ? "with the list" : "without the list";
    return "status %d after %d ms, %s, from \"%s\""
        .formatted(status, took.toMillis(), what, backend());
  }
}
