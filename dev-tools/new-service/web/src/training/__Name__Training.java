import java.io.IOException;
import java.util.Map;

/** What the service does in its training: its page with its files, health and metrics. */
final class __Name__Training {
  private __Name__Training() {}

  public static void main(String[] args) throws IOException {
    Training.run(
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", Training.traces(),
            "OTEL_TRACES_SAMPLER_ARG", "1",
            "SHUTDOWN_DELAY", "PT0S"),
        __Name__Training::round);
  }

  private static void round(Training training) throws IOException, InterruptedException {
    training.get(200, "/q/health/ready");
    training.get(200, "/q/health/live");
    training.get(200, "/__name__");
    training.get(200, "/__name__?visitor=Ada");
    training.get(200, "/__name__/page.css");
    training.get(404, "/__name__/nothing");
    training.get(200, "/q/metrics");
  }
}
