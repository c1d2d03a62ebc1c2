package org.acme.items.dev.init;

/** The sample's names in texts of tests, which so stay true after everything was renamed. */
public final class Sample {
  private Sample() {}

  /** Fills in {@code {package}}, {@code {folder}}, {@code {escaped}} and {@code {name}}. */
  public static String text(String template) {
    return template
        .replace("{package}", Project.SAMPLE.basePackage())
        .replace("{folder}", Project.SAMPLE.joined("/"))
        .replace("{escaped}", Project.SAMPLE.joined("\\\\."))
        .replace("{name}", Project.SAMPLE.name());
  }
}
