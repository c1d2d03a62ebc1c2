package org.acme.items.dev;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.items.dev.Release.Running;

/** What runs where, for people and for machines. */
record ReleaseReport(List<Release> releases) {
  private static final List<String> HEAD =
      List.of("SERVICE", "STAGE", "COMMIT", "DIGEST", "STACK CHANGED", "STACK");

  ReleaseReport {
    releases = List.copyOf(releases);
  }

  /** A table, and below it what stands out. */
  String text() {
    if (releases.isEmpty()) {
      return "No service of these stages has an image of a pipeline";
    }
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    releases.forEach(release -> rows.add(row(release)));
    List<Integer> widths =
        IntStream.range(0, HEAD.size())
            .mapToObj(
                column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toList();
    return Stream.of(
            rows.stream().map(row -> line(row, widths)),
            differences().values().stream(),
            notes().stream())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static List<String> row(Release release) {
    Running running = release.running();
    String commit = running == null ? "-" : "?";
    String digest = commit;
    if (running != null && running.commit() != null) {
      commit = CommitImage.shortened(running.commit());
    }
    if (running != null && running.digest() != null) {
      digest = CommitImage.shortened(running.digest());
    }
    return switch (release.state()) {
      case StackState.There there ->
          List.of(
              release.service(),
              release.stage(),
              commit,
              digest,
              AwsTime.shown(there.changed()),
              there.status());
      case StackState.Absent _ ->
          List.of(release.service(), release.stage(), "-", "-", "-", "not there");
      case StackState.Unreadable _ ->
          List.of(release.service(), release.stage(), "?", "?", "?", "cannot be read");
    };
  }

  /** A sentence for each service whose stages run different images, by service. */
  private Map<String, String> differences() {
    Map<String, Map<String, List<Release>>> images = new LinkedHashMap<>();
    for (Release release : releases) {
      Running running = release.running();
      if (running != null) {
        images
            .computeIfAbsent(release.service(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(running.identity(), _ -> new ArrayList<>())
            .add(release);
      }
    }
    Map<String, String> sentences = new LinkedHashMap<>();
    images.forEach((service, groups) -> {
      if (groups.size() > 1) {
        sentences.put(
            service,
            "%s differs: %s"
                .formatted(
                    service,
                    groups.values().stream()
                        .map(ReleaseReport::group)
                        .collect(Collectors.joining("; "))));
      }
    });
    return sentences;
  }

  private static String group(List<Release> same) {
    Running running = same.getFirst().running();
    return "%s in %s"
        .formatted(
            running == null ? "-" : running.shown(),
            same.stream().map(Release::stage).collect(Collectors.joining(", ")));
  }

  private Set<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    for (Release release : releases) {
      Running running = release.running();
      if (release.state() instanceof StackState.Unreadable unreadable) {
        notes.add("%s cannot be read: %s".formatted(release.stack(), unreadable.why()));
      }
      if (release.state() instanceof StackState.There there
          && there.isInProgress()
          && running != null) {
        notes.add(
            "%s is %s: what is shown may not run yet, or not any more"
                .formatted(release.stack(), there.status()));
      }
      if (running != null && !running.unknown().isEmpty()) {
        notes.add("%s: %s".formatted(running.reference(), running.unknown()));
      }
    }
    return notes;
  }

  /**
   * An object with {@code releases}, each with every key, null for what is absent or not known, and
   * {@code differing}, the services whose stages run different images. Times are ISO 8601 in UTC.
   */
  String json() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    for (Release release : releases) {
      ObjectNode node = report.withArray("/releases").addObject();
      Running running = release.running();
      node.put("service", release.service())
          .put("stage", release.stage())
          .put("stack", release.stack())
          .putNull("status")
          .putNull("changed")
          .put("image", running == null ? null : running.reference())
          .put("commit", running == null ? null : running.commit())
          .put("digest", running == null ? null : running.digest())
          .putNull("unreadable");
      switch (release.state()) {
        case StackState.There there ->
            node.put("status", there.status()).put("changed", there.changed().toString());
        case StackState.Absent _ -> {}
        case StackState.Unreadable unreadable -> node.put("unreadable", unreadable.why());
      }
    }
    report.withArray("/releases");
    differences().keySet().forEach(report.withArray("/differing")::add);
    return report.toPrettyString();
  }
}
