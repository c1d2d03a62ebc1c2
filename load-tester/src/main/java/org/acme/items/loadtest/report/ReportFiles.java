package org.acme.items.loadtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.ScenarioException;

/** Reports as files. */
public final class ReportFiles {
  public static final String RESULT = "result.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private ReportFiles() {}

  static JsonMapper json() {
    return JSON;
  }

  /** Writes everything there is: JSON, HTML, JUnit XML, and an HdrHistogram log for each route. */
  public static void write(LoadReport report, Path folder) throws IOException {
    writeResult(report, folder);
    Files.writeString(folder.resolve("report.html"), HtmlReport.render(report));
    Files.writeString(folder.resolve("junit.xml"), JUnitXml.render(report));
    for (Route route : report.measurement().scenario().routes()) {
      HistogramLog.write(
          report.measurement(), route.name(), folder.resolve(route.name() + ".hlog"));
    }
  }

  /** What there is of a run that goes on, should it be killed: enough to make a report of. */
  public static void writeCheckpoint(Measurement measurement, Path folder) throws IOException {
    writeResult(Map.of("schema", LoadReport.SCHEMA, "measurement", measurement), folder);
  }

  /** Whole at any time. */
  private static void writeResult(Object result, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve("." + RESULT + ".next");
    JSON.writeValue(next.toFile(), result);
    Files.move(
        next,
        folder.resolve(RESULT),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads what was measured.
   *
   * @param file a result, or a folder with one
   * @throws ScenarioException if it is none, or of another version
   */
  public static Measurement read(Path file) {
    Path result = Files.isDirectory(file) ? file.resolve(RESULT) : file;
    try {
      JsonNode tree = JSON.readTree(result.toFile());
      String schema = tree.path("schema").asText();
      if (!schema.equals(LoadReport.SCHEMA)) {
        throw new ScenarioException(
            List.of(
                "%s schema must be %s, got \"%s\"".formatted(result, LoadReport.SCHEMA, schema)));
      }
      return JSON.treeToValue(tree.get("measurement"), Measurement.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new ScenarioException(
          List.of(
              "%s:%d:%d is no result of a load test: %s"
                  .formatted(
                      result,
                      e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                      e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                      e.getOriginalMessage())));
    } catch (IOException e) {
      throw new ScenarioException(
          List.of(
              "%s cannot be read: %s"
                  .formatted(result, Files.exists(result) ? e.getMessage() : "no such file")));
    }
  }
}
