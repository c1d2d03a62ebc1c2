package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.scenario.ScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportFilesTest {
  @TempDir private Path folder;
  private final Synthetic run = new Synthetic();

  @Test
  void resultIsReadAsItWasWritten() throws IOException {
    Measurement measurement = run.measurement(3);
    ReportFiles.write(Analysis.of(measurement), folder);

    Measurement read = ReportFiles.read(folder);

    assertThat(read).isEqualTo(measurement);
    assertThat(Analysis.of(read)).isEqualTo(Analysis.of(measurement));
  }

  /** Changing the format needs a new version: readers of older files depend on it. */
  @Test
  void formatIsThatOfItsVersion() throws IOException {
    run.failuresOfSecondRoute = 1;
    ReportFiles.write(Analysis.of(run.measurement(3)), folder);
    Set<String> paths = new TreeSet<>();
    collect(ReportFiles.json().readTree(folder.resolve("result.json").toFile()), "", paths);

    Path known = Path.of("src/test/resources/load-report-1.paths");

    assertThat(String.join("\n", paths) + "\n").isEqualTo(Files.readString(known));
  }

  private static void collect(JsonNode node, String path, Set<String> paths) {
    if (node.isObject()) {
      node.properties()
          .forEach(each -> {
            boolean free =
                path.endsWith("/reasons")
                    || path.endsWith("/routes")
                    || path.endsWith("/pauses")
                    || path.endsWith("/mix")
                    || path.endsWith("/reasons/*");
            collect(each.getValue(), path + "/" + (free ? "*" : each.getKey()), paths);
          });
    } else if (node.isArray()) {
      node.forEach(each -> collect(each, path + "[]", paths));
    } else {
      paths.add(path + " " + node.getNodeType());
    }
  }

  @Test
  void pageNeedsNothingFromElsewhere() throws IOException {
    ReportFiles.write(Analysis.of(run.measurement(3)), folder);

    String page = Files.readString(folder.resolve("report.html"));

    assertThat(page)
        .doesNotContainPattern("(?i)(src|href)\\s*=")
        .doesNotContainPattern("(?i)@import|url\\(|fetch\\(|XMLHttpRequest|import\\(")
        .doesNotContain("/*UPLOT", "{\"data\":0}")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void namesInScenariosCannotBecomeMarkup() throws IOException {
    Measurement measurement = run.measurement(3);
    Measurement wicked =
        new Measurement(
            "</script><script>alert(1)</script>",
            measurement.startedAt(),
            measurement.scenario(),
            false,
            1,
            measurement.agents(),
            measurement.rounds(),
            measurement.intervals(),
            measurement.pauses(),
            measurement.reasons(),
            true,
            false);

    assertThat(HtmlReport.render(Analysis.of(wicked))).doesNotContain("<script>alert");
  }

  @Test
  void objectivesAreTestsForBuildServers() throws Exception {
    run.failuresOfSecondRoute = 60;
    ReportFiles.write(Analysis.of(run.measurement(3)), folder);

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("junit.xml").toFile())
            .getDocumentElement();

    assertThat(suite.getAttribute("tests")).isEqualTo("6");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void invalidMeasurementSaysNothingAboutObjectives() {
    run.failuresOfSecondRoute = 60;
    run.achievedRate = 50;

    assertThat(JUnitXml.render(Analysis.of(run.measurement(3))))
        .contains("tests=\"6\" failures=\"0\" errors=\"1\" skipped=\"4\"")
        .contains("name=\"the measurement is valid\"><error message=\"a: the rate was missed");
  }

  @Test
  void logsAreReadByTheToolsOfHdrHistogram() throws IOException {
    Measurement measurement = run.measurement(3);
    ReportFiles.write(Analysis.of(measurement), folder);

    long count = 0;
    try (HistogramLogReader reader = new HistogramLogReader(folder.resolve("a.hlog").toFile())) {
      for (EncodableHistogram next = reader.nextIntervalHistogram();
          next != null;
          next = reader.nextIntervalHistogram()) {
        count += ((org.HdrHistogram.Histogram) next).getTotalCount();
      }
    }

    assertThat(count).isEqualTo(measurement.counts("a").completed());
  }

  @Test
  void fileOfAnotherVersionIsRefused() throws IOException {
    Path file = folder.resolve("old.json");
    Files.writeString(file, "{\"schema\":\"load-report/0\"}");

    assertThatThrownBy(() -> ReportFiles.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + " schema must be load-report/1, got \"load-report/0\"");
  }

  @Test
  void fileThatIsNoResultIsToldWithItsPlace() throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, "{\n  nonsense");

    assertThatThrownBy(() -> ReportFiles.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(file + ":2:");
  }
}
