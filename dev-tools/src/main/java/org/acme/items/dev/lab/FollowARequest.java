package org.acme.items.dev.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Workspace;

/** Lab 1: the id of a request that made an item is in the logs of both services. */
record FollowARequest(Workspace workspace) implements Check {
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

  @Override
  public void look(Given given, Findings findings) throws IOException {
    String trace = given.trace();
    if (trace != null && !TRACE.matcher(trace).matches()) {
      throw DevException.usage(
          "--trace must be 32 hexadecimal digits, such as 4bf92f3577b34da6a3ce929d0e0e4736, got \"%s\""
              .formatted(trace));
    }
    if (!RunningServices.of(workspace).expect(findings, "backend", "frontend")) {
      return;
    }
    if (trace == null) {
      findings.expect(
          false,
          "you know the id of a request",
          "make an item on the page, find the id of that request as in step 3, and give it:"
              + " ./dev lab check 1 --trace ID");
      return;
    }
    List<String> backend = lines("backend", trace, findings);
    List<String> frontend = lines("frontend", trace, findings);
    findings.expect(
        backend.stream().anyMatch(line -> line.contains("item created")),
        "the backend says that the request made an item",
        "take the id from the line \"item created\" of .dev/logs/backend.log");
    findings.expect(
        !frontend.isEmpty(),
        "the frontend took part in the request",
        "make the item on the page: what you send to the API directly never meets the frontend");
  }

  private List<String> lines(String service, String trace, Findings findings) throws IOException {
    Path log = workspace.logs().resolve(service + ".log");
    findings.lookAt(workspace.root().relativize(log).toString());
    try (Stream<String> all = Files.lines(log)) {
      List<String> found = all.filter(line -> line.contains(trace)).toList();
      findings.expect(
          !found.isEmpty(),
          "%d lines of %s".formatted(found.size(), trace),
          "look for the id with grep ID .dev/logs/*.log, and give one that is in both logs");
      return found;
    }
  }
}
