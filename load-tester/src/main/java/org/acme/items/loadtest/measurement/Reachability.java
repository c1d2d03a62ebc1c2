package org.acme.items.loadtest.measurement;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.acme.items.loadtest.scenario.RequestKind;
import org.acme.items.loadtest.scenario.Route;
import org.acme.items.loadtest.scenario.Scenario;

/** Asks a route once, before it is loaded, and explains in words what is in the way. */
public final class Reachability {
  private static final Duration TRY = Duration.ofSeconds(2);
  private static final int TRIES = 3;

  private Reachability() {}

  /**
   * What became of the question.
   *
   * @param answered whether anything came back from any of its addresses
   * @param sentences what is in the way; none if all is well
   */
  public record Finding(boolean answered, List<String> sentences) {
    public Finding {
      sentences = List.copyOf(sentences);
    }
  }

  public static Finding of(Route route, Scenario scenario) {
    Finding finding = new Finding(false, List.of());
    for (int i = 0; i < TRIES && !finding.answered(); i++) {
      if (i > 0) {
        pause();
      }
      finding = ask(route, scenario);
    }
    return finding;
  }

  /** Every address is tried; what the target says is asked of the first, as Java's client does. */
  private static Finding ask(Route route, Scenario scenario) {
    List<InetAddress> addresses;
    try {
      addresses = Names.SYSTEM.addresses(route.host().replaceAll("^\\[|\\]$", ""));
    } catch (UnknownHostException e) {
      return no(route, "the name %s is not known here".formatted(route.host()));
    }
    Map<InetAddress, String> problems = new LinkedHashMap<>();
    addresses.forEach(address -> problems.put(address, connect(address, route.port())));
    if (problems.values().stream().noneMatch(String::isEmpty)) {
      return no(route, String.join("; ", new TreeSet<>(problems.values())));
    }
    List<String> sentences = new ArrayList<>();
    problems.forEach((address, problem) -> {
      if (!problem.isEmpty()) {
        sentences.add(
            "%s: one of its %d addresses, %s, cannot be reached: %s"
                .formatted(route.name(), addresses.size(), address.getHostAddress(), problem));
      }
    });
    return "".equals(problems.get(addresses.getFirst()))
        ? say(route, scenario, sentences)
        : new Finding(true, sentences);
  }

  private static String connect(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), Math.toIntExact(TRY.toMillis()));
      return "";
    } catch (SocketTimeoutException e) {
      return "no answer within %d s".formatted(TRY.toSeconds());
    } catch (ConnectException e) {
      return "connection refused on port %d".formatted(port);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Finding say(Route route, Scenario scenario, List<String> sentences) {
    String path = scenario.mix().containsKey(RequestKind.PAGE) ? route.path() : "/items?limit=1";
    URI uri = route.url().resolve(path);
    try (HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TRY).build()) {
      int status =
          http.send(
                  HttpRequest.newBuilder(uri).timeout(TRY).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status >= 300) {
        sentences.add(
            "%s answers %s with status %d%s"
                .formatted(
                    route.name(), uri, status, status < 400 ? ", which is not followed" : ""));
      }
      return new Finding(true, sentences);
    } catch (HttpTimeoutException e) {
      return no(route, "no answer within %d s".formatted(TRY.toSeconds()));
    } catch (SSLException e) {
      return no(route, "TLS failed: " + e.getMessage());
    } catch (IOException e) {
      return no(route, "the connection broke: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return no(route, "interrupted");
    }
  }

  private static Finding no(Route route, String why) {
    return new Finding(
        false, List.of("%s (%s) cannot be reached: %s".formatted(route.name(), route.url(), why)));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
