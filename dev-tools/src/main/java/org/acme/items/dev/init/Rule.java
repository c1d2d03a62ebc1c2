package org.acme.items.dev.init;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where a file, or its path, says what the sample is called.
 *
 * @param files to which it applies
 * @param sample what is replaced: a name, or a base package, whose separator is group 1
 * @param reason why this is the project's and not its resource's
 */
record Rule(PathMatcher files, Pattern sample, String reason) {
  /**
   * The sample's base package, or what it begins with, with any separator.
   *
   * @param separator a pattern
   */
  static Rule basePackage(String separator, String reason) {
    String pattern =
        "%s(%s)%s(?:\\1%s)?"
            .formatted(
                Project.SAMPLE.packages().get(0),
                separator,
                Project.SAMPLE.packages().get(1),
                Project.SAMPLE.packages().get(2));
    return new Rule(glob("**"), Pattern.compile(pattern), reason);
  }

  /**
   * The sample's name between two patterns that stay. It is looked for first, as it is rare and
   * looking back is slow.
   *
   * @param files glob of paths from the root
   */
  static Rule name(String files, String before, String after, String reason) {
    String name = Project.SAMPLE.name();
    String pattern = "%s(?<=(?:%s)%s)(?=%s)".formatted(name, before, name, after);
    return new Rule(glob(files), Pattern.compile(pattern, Pattern.MULTILINE), reason);
  }

  private static PathMatcher glob(String files) {
    return FileSystems.getDefault().getPathMatcher("glob:" + files);
  }

  boolean appliesTo(Path file) {
    return files.matches(file);
  }

  /** What stands in the place of a match. */
  static String replacement(MatchResult match, Project project) {
    return match.groupCount() == 0 ? project.name() : project.joined(match.group(1));
  }
}
