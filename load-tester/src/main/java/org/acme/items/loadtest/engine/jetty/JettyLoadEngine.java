package org.acme.items.loadtest.engine.jetty;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.acme.items.loadtest.engine.LoadEngine;
import org.acme.items.loadtest.engine.LoadObserver;
import org.acme.items.loadtest.engine.PlannedRequest;
import org.acme.items.loadtest.engine.RouteLoad;
import org.mortbay.jetty.load.generator.LoadGenerator;

/**
 * Jetty Load Generator: one generator for each route, and in it one "user" for each address, which
 * has its own connections. The generator serves its users in turn, so that addresses get equal
 * shares. Left to itself it sends as fast as it can; {@link Requests} holds its sending thread
 * until the next request is due, since its own spacing can only be regular.
 */
public final class JettyLoadEngine implements LoadEngine {
  /** More than ever wait: a full queue would be a limit of ours that looks like a failure. */
  private static final int QUEUED = 1_000_000;

  private static final int AS_FAST_AS_IT_CAN = 0;

  /**
   * Before Quarkus configures logs every level is on, and Jetty's debug logs cost ten times its
   * work.
   */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.mortbay.jetty"));

  private static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(2);

  public JettyLoadEngine() {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  @Override
  public Load start(RouteLoad route, Supplier<PlannedRequest> requests, LoadObserver observer) {
    Requests sending = new Requests(route, requests, observer);
    LoadGenerator generator =
        LoadGenerator.builder()
            .scheme(route.scheme())
            .host(route.host())
            .port(route.port())
            .threads(1)
            .usersPerThread(route.addresses().size())
            .channelsPerUser(route.connections())
            .maxRequestsQueued(QUEUED)
            .resourceRate(AS_FAST_AS_IT_CAN)
            .iterationsPerThread(route.arrivals().count())
            // Or an address that does not answer would hold up the requests to all others.
            .connectBlocking(false)
            .connectTimeout(route.timeout().toMillis())
            .idleTimeout(IDLE_MILLIS)
            .httpClientTransportBuilder(new RouteTransportBuilder(route.addresses(), sending))
            .resource(sending)
            .build();
    CompletableFuture<Void> done = generator.begin();
    return new Load() {
      @Override
      public CompletableFuture<Void> done() {
        return done;
      }

      @Override
      public void stop() {
        sending.stop();
      }
    };
  }
}
