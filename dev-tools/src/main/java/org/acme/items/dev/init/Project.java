package org.acme.items.dev.init;

import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.acme.items.dev.DevException;

/**
 * What a checkout is called.
 *
 * @param packages base package in its parts; joined by dots also the group of the Maven modules
 * @param name first part of the names on AWS, artifact of the parent, domain of discovery
 */
public record Project(List<String> packages, String name) {
  /** As it comes; in parts, so that this class still says so after everything was renamed. */
  public static final Project SAMPLE = new Project(List.of("org", "acme", "items"), "items");

  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

  /** As the CDK app allows it; a label of DNS is anything longer too. */
  static final Pattern NAME = Pattern.compile("^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$");

  public Project {
    packages = List.copyOf(packages);
  }

  /**
   * From what a person gives.
   *
   * @throws DevException if that cannot be a base package and a name, or is the sample's
   */
  public static Project of(String basePackage, String name) {
    if (!PACKAGE.matcher(basePackage).matches() || !SourceVersion.isName(basePackage)) {
      throw DevException.usage(
          "--package must be two or more names of Java in small letters such as com.acme.shop, none"
              + " of them a keyword, got \"%s\"".formatted(basePackage));
    }
    List<String> packages = List.of(basePackage.split("\\.", -1));
    if (packages.getFirst().equals("java")) {
      throw DevException.usage("--package: java is for the JDK alone, got " + basePackage);
    }
    List<String> taken = SAMPLE.packages().subList(0, 2);
    if (packages.subList(0, 2).equals(taken)) {
      throw DevException.usage(
          "--package: %s is the sample's, give one of yours, got %s"
              .formatted(String.join(".", taken), basePackage));
    }
    if (!NAME.matcher(name).matches()) {
      throw DevException.usage(
          ("--name must be 1 to 20 small letters, digits and single hyphens between them, a letter"
                  + " first, got \"%s\"")
              .formatted(name));
    }
    if (name.equals(SAMPLE.name())) {
      throw DevException.usage("--name: %s is the sample's, give one of yours".formatted(name));
    }
    return new Project(packages, name);
  }

  public String basePackage() {
    return joined(".");
  }

  /** The base package with another separator, {@code com/acme/shop}. */
  String joined(String separator) {
    return String.join(separator, packages);
  }
}
