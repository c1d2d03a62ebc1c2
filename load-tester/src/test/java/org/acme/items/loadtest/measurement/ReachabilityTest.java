package org.acme.items.loadtest.measurement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.acme.items.loadtest.TestScenarios;
import org.acme.items.loadtest.TestTarget;
import org.acme.items.loadtest.scenario.Route;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  @Test
  void targetThatSpeaksNoTlsIsExplained() throws Exception {
    try (ServerSocket target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(target));

      Reachability.Finding finding = ask("https://127.0.0.1:" + target.getLocalPort());

      assertThat(finding.answered()).isFalse();
      assertThat(finding.sentences())
          .singleElement()
          .asString()
          .contains("cannot be reached: TLS failed: ");
    }
  }

  @Test
  void redirectionIsToldSinceItIsNotFollowed() {
    try (TestTarget target = new TestTarget()) {
      target.answerWith(301);

      Reachability.Finding finding = ask(target.url().toString());

      assertThat(finding.answered()).isTrue();
      assertThat(finding.sentences())
          .containsExactly(
              "a answers %s/items?limit=1 with status 301, which is not followed"
                  .formatted(target.url()));
    }
  }

  @Test
  void targetThatAnswersIsNotTalkedAbout() {
    try (TestTarget target = new TestTarget()) {
      assertThat(ask(target.url().toString()).sentences()).isEmpty();
    }
  }

  /** As servers do that expect HTTP and are sent something else. */
  private static void refuse(ServerSocket target) {
    while (!target.isClosed()) {
      try (Socket socket = target.accept()) {
        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException e) {
        // The test is over, or nobody waited for the answer.
      }
    }
  }

  private static Reachability.Finding ask(String url) {
    URI target = URI.create(url);
    return Reachability.of(new Route("a", target), TestScenarios.steady(1, 5, 1, target));
  }
}
