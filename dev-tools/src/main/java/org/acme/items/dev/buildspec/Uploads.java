package org.acme.items.dev.buildspec;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.acme.items.dev.buildspec.Buildspec.Artifacts;
import org.acme.items.dev.buildspec.Buildspec.Report;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What AWS takes from a finished build: reports, looked at whether they are what they should be,
 * and artifacts, copied to {@code artifacts}.
 */
record Uploads(Path root, Path work, Shell shell, Consumer<String> say) {
  private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>");

  boolean upload(Buildspec buildspec) {
    say.accept("=== upload_artifacts");
    boolean complete = true;
    for (Report report : buildspec.reports()) {
      complete &= report(report);
    }
    Artifacts artifacts = buildspec.artifacts();
    if (artifacts != null) {
      complete &= artifacts(artifacts);
    }
    if (buildspec.cached()) {
      say.accept("cache: nothing is kept here");
    }
    say.accept("=== upload_artifacts %s".formatted(complete ? "SUCCEEDED" : "FAILED"));
    return complete;
  }

  private boolean report(Report report) {
    List<Path> files = report.files().in(root);
    if (files.isEmpty()) {
      say.accept("report %s: no file is %s".formatted(report.group(), report.files().patterns()));
      return false;
    }
    for (Path file : files) {
      String wrong = wrong(report, report.files().folder(root).resolve(file));
      if (!wrong.isEmpty()) {
        say.accept("report %s: %s %s".formatted(report.group(), file, wrong));
        return false;
      }
    }
    say.accept(
        "report %s: %d files of %s".formatted(report.group(), files.size(), report.format()));
    return true;
  }

  /** What is wrong with a file; empty for formats that are not looked into. */
  private static String wrong(Report report, Path file) {
    return switch (report.format()) {
      case "JUNITXML" -> wrong(file, List.of("testsuite", "testsuites"));
      case "JACOCOXML" -> wrong(file, List.of("report"));
      default -> "";
    };
  }

  private static String wrong(Path file, List<String> roots) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      // JaCoCo names a DTD, which nobody needs to fetch.
      String text = DOCTYPE.matcher(Files.readString(file)).replaceFirst("");
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // which would print
      String root =
          builder
              .parse(new InputSource(new StringReader(text)))
              .getDocumentElement()
              .getLocalName();
      return roots.contains(root) ? "" : "begins with <%s>, not <%s>".formatted(root, roots.get(0));
    } catch (SAXException e) {
      return "is no XML";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean artifacts(Artifacts artifacts) {
    FileSet set = artifacts.files();
    List<Path> files = set.in(root);
    if (files.isEmpty()) {
      say.accept("artifacts: no file is %s in %s".formatted(set.patterns(), set.folder(root)));
      return false;
    }
    Path target = work.resolve("artifacts");
    try {
      for (Path file : files) {
        Path copy = target.resolve(set.discardPaths() ? file.getFileName() : file);
        Files.createDirectories(copy.getParent());
        Files.copy(set.folder(root).resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = artifacts.name();
    say.accept(
        "artifacts%s: %d files in %s"
            .formatted(name == null ? "" : " " + shell.evaluate(name), files.size(), target));
    return true;
  }
}
