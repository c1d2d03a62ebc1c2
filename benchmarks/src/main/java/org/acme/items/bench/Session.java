package org.acme.items.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.items.bench.Load.Request;

/** Contenders that run at the same time, so that what else the machine does meets all of them. */
final class Session implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final StandIns standIns = new StandIns(vertx);
  private final Load load = new Load(vertx);
  private final Map<Contender, Server> servers = new LinkedHashMap<>();

  private Session() {}

  /** Starts them, one after the other, and warms each up. */
  static Session warm(List<Contender> contenders, Path folder)
      throws IOException, InterruptedException {
    return started(session -> {
      for (Contender contender : contenders) {
        session.start(contender, folder);
      }
      for (Contender contender : contenders) {
        session.warmUp(contender);
      }
    });
  }

  /** Starts them, one after the other; each stands still from its first answer to its turn. */
  static Session cold(List<Contender> contenders, Path folder)
      throws IOException, InterruptedException {
    return started(session -> {
      for (Contender contender : contenders) {
        session.start(contender, folder);
        session.server(contender).pause();
      }
    });
  }

  /** How the contenders of a session start. */
  private interface Start {
    void of(Session session) throws IOException, InterruptedException;
  }

  private static Session started(Start start) throws IOException, InterruptedException {
    Session session = new Session();
    try {
      Processors.moveLoad();
      start.of(session);
    } catch (IOException | InterruptedException | RuntimeException e) {
      session.close();
      throw e;
    }
    return session;
  }

  private void start(Contender contender, Path folder) throws IOException, InterruptedException {
    Server server = Server.start(contender, standIns.url(), Files.createDirectories(folder));
    servers.put(contender, server);
    server.awaitFirstAnswer();
  }

  /** What one measurement gave. */
  record Window(long requests, Duration cpu, Duration took) {
    static Window of(Server server, Load load, Request request, Duration time)
        throws InterruptedException {
      Duration before = server.cpu();
      Load.Result result = load.asFastAsItGoes(server.port(), request, time);
      return new Window(result.requests(), server.cpu().minus(before), result.took());
    }

    /** Of each request. */
    double cpuMicros() {
      return cpu.toNanos() / 1000.0 / requests;
    }

    double perSecond() {
      return requests / (took.toNanos() / 1e9);
    }
  }

  /** As many requests as it answers in that time. */
  Window measure(Contender contender, Request request, Duration time) throws InterruptedException {
    Server server = server(contender);
    return Window.of(server, load, request, time);
  }

  /** The same of one that stands still before and after. */
  Window turn(Contender contender, Request request, Duration time)
      throws IOException, InterruptedException {
    server(contender).resume();
    try {
      return measure(contender, request, time);
    } finally {
      server(contender).pause();
    }
  }

  /** Answer times at a rate. */
  Load.Result measureAt(
      double perSecond, Contender contender, Request request, Duration time, long seed)
      throws InterruptedException {
    return load.at(perSecond, server(contender).port(), request, time, seed);
  }

  long residentMebibytes(Contender contender) {
    return server(contender).residentMebibytes();
  }

  /** Calls that brought spans to the collector. */
  long traces() {
    return standIns.traces();
  }

  /** With all processors, so that its compilers need not wait for its requests. */
  private void warmUp(Contender contender) throws IOException, InterruptedException {
    server(contender).moveTo(Processors.EVERYWHERE);
    WarmUp.run(contender.name(), server(contender), load, Request.put(), Request.get());
    server(contender).moveTo(Processors.SERVER);
  }

  private Server server(Contender contender) {
    Server server = servers.get(contender);
    if (server == null) {
      throw new IllegalArgumentException("not of this session: " + contender.name());
    }
    return server;
  }

  @Override
  public void close() {
    for (Server server : servers.values()) {
      server.close();
    }
    load.close();
    standIns.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
