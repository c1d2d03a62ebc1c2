import java.io.IOException;
import java.util.Map;

/** What the service does in its training: its turns, health and metrics. */
final class __Name__Training {
  private __Name__Training() {}

  public static void main(String[] args) throws IOException {
    Training.run(
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", Training.traces(),
            "SHUTDOWN_DELAY", "PT0S",
            "WORK_PAUSE", "1ms"),
        __Name__Training::round);
  }

  private static void round(Training training) throws IOException, InterruptedException {
    training.get(200, "/q/health/ready");
    training.get(200, "/q/health/live");
    training.get(200, "/q/metrics");
  }
}
