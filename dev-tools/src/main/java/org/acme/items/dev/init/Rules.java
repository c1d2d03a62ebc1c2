package org.acme.items.dev.init;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;

/**
 * All that is the project's name, in the order in which it is replaced. Whatever is not in this
 * list is the resource that the sample serves and stays: {@code /items}, {@code Item}, the table
 * and its keys, metrics and problem types of the API, pages and their files, and the contenders of
 * the benchmarks, which serve the same resource.
 */
final class Rules {
  private static final String ANY = "**";

  static final List<Rule> ALL =
      List.of(
          Rule.basePackage(
              "\\.|/|\\\\+\\.",
              "base package and Maven group: in sources, as a folder, escaped in patterns"),
          Rule.name(
              ANY,
              "^|[^\\w-]|:-",
              "-|\\.internal\\b|\\.example\\.com\\b",
              "first part of the names of stacks, repositories, dashboards, boards, containers; domain"
                  + " of discovery; address of the site"),
          Rule.name(
              ANY,
              "git\\.example\\.com/|repository: example\\.com/|CODECOMMIT, \"",
              "\\b",
              "the repository"),
          Rule.name(ANY, "\"|Image=", "/backend:", "the repository of an image"),
          Rule.name(ANY, "codecommit:\\S{1,60}:", "$", "the repository of CodeCommit"),
          Rule.name(
              ANY,
              "\\bproject[^\\w\\s]\\W{0,40}(?:(?:Values?|asText)\\W{1,8})?",
              "\\b",
              "value of the key and of the tag project"),
          Rule.name(ANY, "`", "` is the `project`", "value of the key project"),
          Rule.name(ANY, "DEFAULT_PROJECT = \"", "\"", "default of the key project"),
          Rule.name(
              "docs/configuration.md",
              "^\\| `project` .{1,300}\\| `",
              "` \\|$",
              "default of the key project, among all keys"),
          Rule.name(
              "infra/schema/*.json",
              "\"default\" : \"",
              "\"",
              "default of the key project, for editors"),
          Rule.name(ANY, "pipeline\\(\"", "\"", "first part of the name of a pipeline"),
          Rule.name(ANY, "METRICS_NAMESPACE\\W{1,8}", "\\b", "CloudWatch's namespace: the project"),
          Rule.name("**pom.xml", "<(?:artifactId|name)>", "<", "the parent of all modules"),
          Rule.name(
              ANY,
              "provisioning/(?:dashboards|datasources)/",
              "\\.yml",
              "what Grafana is set up with, its files"),
          Rule.name(
              "observability/grafana/provisioning/**",
              "^  - name: ",
              "$",
              "what Grafana is set up with, its name"),
          Rule.name(
              "observability/grafana/boards/*.json",
              "^\\s{1,20}\"",
              "\",?$",
              "the tag by which boards find each other"),
          Rule.name("README.md", "^# ", "$", "the title"));

  private Rules() {}

  /** A text with the names of a project in it, and how many that are. */
  record Renamed(String text, int places) {}

  static Renamed apply(Path file, String text, Project project) {
    String renamed = text;
    int places = 0;
    for (Rule rule : ALL) {
      if (rule.appliesTo(file)) {
        Matcher matcher = rule.sample().matcher(renamed);
        places += (int) matcher.results().count();
        renamed =
            matcher.replaceAll(match -> Matcher.quoteReplacement(Rule.replacement(match, project)));
      }
    }
    return new Renamed(renamed, places);
  }
}
