import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the frontend does in its training: every page and form, in front of a stand-in for the
 * backend that answers with the files of {@code contracts}.
 */
final class FrontendTraining {
  private static final String ITEM = "/items/019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";
  private static final String UNKNOWN = "/items/019aa0f6-5a3c-7b21-9c4e-000000000000";

  private static final String VALUES =
      "&name=Oolong+tea&description=Loose+leaves&price.amount=12.50&price.currency=EUR&quantity=42"
          + "&tags=drink%2C+tea";

  private final Path contracts;

  private FrontendTraining(Path contracts) {
    this.contracts = contracts;
  }

  public static void main(String[] args) throws IOException {
    Training.run(
        Map.of(
            "BACKEND_URL", backend(Path.of(args[0])),
            "SYSTEM_PAGE", "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT", Training.traces(),
            "OTEL_TRACES_SAMPLER_ARG", "1",
            "METRICS_NAMESPACE", "Training",
            "REQUESTS_PER_SECOND", "1000000",
            "SHUTDOWN_DELAY", "PT0S"),
        FrontendTraining::round);
  }

  /** The stand-in's address. */
  static String backend(Path contracts) throws IOException {
    return Training.standIn(new FrontendTraining(contracts)::answerAsBackend);
  }

  private static void round(Training training) throws IOException, InterruptedException {
    training.get(200, "/q/health/ready");
    training.get(200, "/q/health/live");
    for (int i = 0; i < 3; i++) {
      training.get(200, "/");
    }
    training.get(200, "/?pageToken=next");
    training.get(200, "/items/new");
    training.get(200, ITEM);
    training.get(404, UNKNOWN);
    training.get(404, "/nothing");
    post(training, 303, "/items", "idempotencyKey=training" + VALUES);
    post(
        training,
        400,
        "/items",
        "idempotencyKey=training" + VALUES.replace("name=Oolong+tea", "name="));
    post(training, 400, "/items", "idempotencyKey=training&quantity=many");
    post(training, 303, ITEM, "version=1" + VALUES);
    post(training, 412, ITEM, "version=9" + VALUES);
    post(training, 303, ITEM + "/delete", "version=1");
    post(training, 303, ITEM + "/restore", "restore=1");
    training.get(200, "/?deleted=" + ITEM.replace("/items/", ""));
    training.get(200, "/system");
    training.get(200, "/items.css");
    training.get(200, "/q/metrics");
  }

  private static void post(Training training, int status, String path, String form)
      throws IOException, InterruptedException {
    training.send(
        status,
        "POST",
        path,
        form,
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Sec-Fetch-Site",
        "same-origin");
  }

  private void answerAsBackend(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    boolean outdated = "\"9\"".equals(exchange.getRequestHeaders().getFirst("If-Match"));
    exchange.getResponseHeaders().set("Service-Instance", "training");
    exchange.getResponseHeaders().set("Service-Version", "training");
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    if (path.startsWith("/q/health")) {
      Training.answer(exchange, 200, "application/json", "{\"status\": \"UP\"}");
    } else if (path.equals(UNKNOWN)) {
      problem(exchange, 404, "problem-not-found.json");
    } else if (outdated) {
      problem(exchange, 412, "problem-precondition-failed.json");
    } else if (body.contains("\"name\":\"\"")) {
      problem(exchange, 400, "problem-invalid-request.json");
    } else {
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /items" -> answer(exchange, 200, "item-page.json");
        case "POST /items" -> answer(exchange, 201, "item.json");
        case "DELETE " + ITEM -> Training.answer(exchange, 204, "application/json", "");
        default -> answer(exchange, 200, "item.json");
      }
    }
  }

  private void answer(HttpExchange exchange, int status, String contract) throws IOException {
    Training.answer(exchange, status, "application/json", read(contract));
  }

  private void problem(HttpExchange exchange, int status, String contract) throws IOException {
    Training.answer(exchange, status, "application/problem+json", read(contract));
  }

  private String read(String contract) throws IOException {
    return Files.readString(contracts.resolve(contract));
  }
}
