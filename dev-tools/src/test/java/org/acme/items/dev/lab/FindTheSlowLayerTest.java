package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindTheSlowLayerTest {
  /** 50 pages of 200 ms each, of which 190 in calls, of which 180 in the backend. */
  private static final String FRONTEND =
      """
      # TYPE http_server_requests_seconds histogram
      http_server_requests_seconds_count{method="GET",outcome="SUCCESS",status="200",uri="root"} 50.0
      http_server_requests_seconds_sum{method="GET",outcome="SUCCESS",status="200",uri="root"} 10.0
      http_server_requests_seconds_sum{method="GET",outcome="SUCCESS",status="200",uri="/system"} 900.0
      http_client_requests_seconds_count{clientName="items",method="GET",status="200",uri="/items"} 50.0
      http_client_requests_seconds_sum{clientName="items",method="GET",status="200",uri="/items"} 9.5
      http_client_requests_seconds_sum{clientName="health",method="GET",status="200",uri="/q/health/ready"} 900.0
      """;

  /** Of which 160 in the table: four queries at the same time, and then a batch. */
  private static final String BACKEND =
      """
      http_server_requests_seconds_count{method="GET",outcome="SUCCESS",status="200",uri="/items"} 50.0
      http_server_requests_seconds_sum{method="GET",outcome="SUCCESS",status="200",uri="/items"} 9.0
      http_server_requests_seconds_sum{method="POST",outcome="SUCCESS",status="201",uri="/items"} 900.0
      dynamodb_calls_seconds_count{operation="Query",outcome="success"} 200.0
      dynamodb_calls_seconds_sum{operation="Query",outcome="success"} 20.0
      dynamodb_calls_seconds_count{operation="BatchGetItem",outcome="success"} 50.0
      dynamodb_calls_seconds_sum{operation="BatchGetItem",outcome="success"} 3.0 # {trace_id="1"} 0.1 1.7
      dynamodb_calls_seconds_sum{operation="DescribeTable",outcome="success"} 900.0
      """;

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void createRoot() {
    root = new LabRoot(folder);
  }

  @Test
  void layerInWhichMostOfTheTimeWasSpentIsDone() throws IOException {
    assertThat(check(FRONTEND, BACKEND, "--answer", "table")).isZero();
    assertThat(root.said())
        .contains("page     10 ms", "hop      10 ms", "backend  20 ms", "table    160 ms");
  }

  @Test
  void otherLayerIsNot() throws IOException {
    assertThat(check(FRONTEND, BACKEND, "--answer", "backend")).isEqualTo(1);
    assertThat(root.said()).contains("not yet    most of the time is spent in: backend");
  }

  @Test
  void withoutAnAnswerItSaysWhichThereAre() throws IOException {
    assertThat(check(FRONTEND, BACKEND)).isEqualTo(1);
    assertThat(root.said()).contains("--answer LAYER, one of page, hop, backend, table");
  }

  @Test
  void rightAnswerAboutASystemThatIsNotSlowIsNot() throws IOException {
    assertThat(check(FRONTEND.replace("} 10.0", "} 2.0"), BACKEND, "--answer", "table"))
        .isEqualTo(1);
    assertThat(root.said()).contains("not yet    a page is slow: it takes 40 ms on average");
  }

  @Test
  void fewPagesAreNotEnough() throws IOException {
    assertThat(check(FRONTEND.replace("} 50.0", "} 19.0"), BACKEND, "--answer", "table"))
        .isEqualTo(1);
    assertThat(root.said()).contains("not yet    19 pages were made");
  }

  private int check(String frontend, String backend, String... answer) throws IOException {
    HttpServer page = LabRoot.serve(Map.of("/q/metrics", frontend));
    HttpServer api = LabRoot.serve(Map.of("/q/metrics", backend));
    try {
      root.noteRunning(
          Map.of("frontend", page.getAddress().getPort(), "backend", api.getAddress().getPort()));
      return root.dev(
          Stream.concat(Stream.of("lab", "check", "7"), Stream.of(answer)).toArray(String[]::new));
    } finally {
      page.stop(0);
      api.stop(0);
    }
  }
}
