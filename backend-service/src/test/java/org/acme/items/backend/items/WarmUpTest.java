package org.acme.items.backend.items;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a service asks itself before the first request. */
class WarmUpTest {
  @Test
  void bothKindsOfReadAreAskedForOnAnAddressThatListens() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();

    WarmUp.ask("0.0.0.0", server.getAddress().getPort());
    server.stop(0);

    assertThat(asked)
        .containsExactly("/items/00000000-0000-7000-8000-000000000000", "/items?limit=1");
  }
}
