package org.acme.items.dev.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/**
 * Files that list services, as they will be: by their path, only those that change. What a checkout
 * does not have any more is left out.
 */
final class Places {
  private static final String PROMETHEUS = "observability/prometheus.yml";
  private static final Pattern CHOICES =
      Pattern.compile("(?<=name: 'SERVICE', choices: \\[)[^]]*(?=])");

  private final Workspace workspace;
  private final Map<String, String> changed = new TreeMap<>();

  private Places(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * With a new service.
   *
   * @throws DevException if a file has no place for it
   */
  static Map<String, String> with(NewService service, Workspace workspace) {
    Templates templates = Templates.of(workspace);
    String name = service.name().value();
    String folder = service.name().folder();
    Places places = new Places(workspace);
    places.edit(
        "pom.xml",
        text ->
            lineAfterLast(
                "pom.xml", text, "    <module>[a-z0-9-]+-service</module>", module(folder)));
    places.edit(
        "README.md",
        text ->
            lineAfterLast(
                "README.md",
                text,
                "\\| \\[`[a-z0-9-]+-service`].*",
                "%s(%s/README.md) | %s |".formatted(row(folder), folder, service.kind().what())));
    places.edit("Jenkinsfile", text -> choices(text, name, true));
    places.edit(
        ComposeFile.NAME,
        text -> {
          ComposeFile compose = new ComposeFile(text);
          compose.add(service, templates);
          return compose.text();
        });
    places.edit(
        PROMETHEUS,
        text -> {
          Outline outline = new Outline(PROMETHEUS, text);
          outline.append(templates.place(PROMETHEUS, service), "scrape_configs:");
          return outline.text();
        });
    for (String stage : places.stages()) {
      String block = templates.place(stage, service);
      places.edit(
          stage,
          text -> {
            Outline outline = new Outline(stage, text);
            if (!block.isEmpty() && outline.has("services:")) {
              outline.append(block, "services:");
            }
            return outline.text();
          });
    }
    return places.changed;
  }

  /** Without a service. */
  static Map<String, String> without(ServiceManifest service, Workspace workspace) {
    String name = service.name();
    String folder = name + "-service";
    Places places = new Places(workspace);
    places.edit("pom.xml", text -> withoutLine(text, module(folder)));
    places.edit("README.md", text -> withoutLine(text, row(folder)));
    places.edit("Jenkinsfile", text -> choices(text, name, false));
    places.edit(
        ComposeFile.NAME,
        text -> {
          ComposeFile compose = new ComposeFile(text);
          compose.remove(service);
          return compose.text();
        });
    places.edit(
        PROMETHEUS,
        text -> {
          Outline outline = new Outline(PROMETHEUS, text);
          outline.remove("scrape_configs:", "  - job_name: " + name);
          return outline.text();
        });
    for (String stage : places.stages()) {
      places.edit(
          stage,
          text -> {
            Outline outline = new Outline(stage, text);
            outline.remove("services:", "  %s:".formatted(name));
            return outline.text();
          });
    }
    return places.changed;
  }

  private void edit(String file, UnaryOperator<String> change) {
    Path path = workspace.root().resolve(file);
    if (!Files.exists(path)) {
      return;
    }
    try {
      String before = Files.readString(path);
      String after = change.apply(before);
      if (!after.equals(before)) {
        changed.put(file, after);
      }
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private List<String> stages() {
    return StageFile.stages(workspace).stream().map(StageFile::path).toList();
  }

  private static String module(String folder) {
    return "    <module>%s</module>".formatted(folder);
  }

  /** Beginning of its line in the table of folders. */
  private static String row(String folder) {
    return "| [`%s`]".formatted(folder);
  }

  private static String lineAfterLast(String file, String text, String pattern, String line) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).matches(pattern)) {
        lines.add(i + 1, line);
        return String.join("\n", lines);
      }
    }
    throw DevException.usage(
        "%s has no line like \"%s\", behind which \"%s\" would stand"
            .formatted(file, pattern.strip(), line.strip()));
  }

  private static String withoutLine(String text, String beginning) {
    return Stream.of(text.split("\n", -1))
        .filter(line -> !line.startsWith(beginning))
        .collect(Collectors.joining("\n"));
  }

  private static String choices(String text, String name, boolean wanted) {
    Matcher choices = CHOICES.matcher(text);
    String quoted = "'%s'".formatted(name);
    return choices.replaceFirst(list ->
        Stream.concat(Arrays.stream(list.group().split(", *", -1)), Stream.of(quoted))
            .filter(choice -> wanted || !choice.equals(quoted))
            .sorted()
            .collect(Collectors.joining(", ")));
  }
}
