package org.acme.items.loadtest.measurement;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
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
   * @param answered whether anything came back
   * @param sentence empty if all is well
   */
  public record Finding(boolean answered, String sentence) {}

  public static Finding of(Route route, Scenario scenario) {
    Finding finding = new Finding(false, "");
    for (int i = 0; i < TRIES && !finding.answered(); i++) {
      if (i > 0) {
        pause();
      }
      finding = ask(route, scenario);
    }
    return finding;
  }

  private static Finding ask(Route route, Scenario scenario) {
    String path = scenario.mix().containsKey(RequestKind.PAGE) ? route.path() : "/items?limit=1";
    URI uri = route.url().resolve(path);
    try (HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TRY).build()) {
      InetAddress.getAllByName(route.host().replaceAll("^\\[|\\]$", ""));
      int status =
          http.send(
                  HttpRequest.newBuilder(uri).timeout(TRY).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return new Finding(
          true,
          status < 400 ? "" : "%s answers %s with status %d".formatted(route.name(), uri, status));
    } catch (UnknownHostException e) {
      return no(route, "the name %s is not known here".formatted(route.host()));
    } catch (HttpTimeoutException e) {
      return no(route, "no answer within %d s".formatted(TRY.toSeconds()));
    } catch (ConnectException e) {
      return no(route, "connection refused on port %d".formatted(route.port()));
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
        false, "%s (%s) cannot be reached: %s".formatted(route.name(), route.url(), why));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
