package org.acme.items.backend.items;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks this service for items before anybody else does: as soon as it listens, which is seconds
 * before the first health check. With half a processor the first read takes a second, which is as
 * long as the page waits, so at every new task the first visitors would have to be sent to another.
 */
@ApplicationScoped
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  private static final int PATIENCE_MS = 5_000;

  /** No item has the id: it is of the year 1970. */
  private static final List<String> PATHS =
      List.of("/items/00000000-0000-7000-8000-000000000000", "/items?limit=1");

  void askMyself(@ObservesAsync HttpServerStart started) {
    String host = started.options().getHost();
    int port = started.options().getPort();
    try {
      // Twice: what the first has loaded, the second compiles.
      ask(host, port);
      ask(host, port);
    } catch (IOException e) {
      LOG.debugf("first requests to myself failed reason=%s", e.getMessage());
    }
  }

  /** Sends a request for each path, without a client that would have to be loaded as well. */
  static void ask(String host, int port) throws IOException {
    for (String path : PATHS) {
      try (Socket socket = new Socket(address(host), port)) {
        socket.setSoTimeout(PATIENCE_MS);
        String request =
            "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readAllBytes();
      }
    }
  }

  private static InetAddress address(String host) throws IOException {
    return host.equals("0.0.0.0") ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
  }
}
