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

  /** Starts them, one after the other, and warms each up. */
  Session(List<Contender> contenders, Path folder) throws IOException, InterruptedException {
    try {
      Processors.moveLoad();
      for (Contender contender : contenders) {
        Server server = Server.start(contender, standIns.url(), Files.createDirectories(folder));
        servers.put(contender, server);
        server.awaitFirstAnswer();
      }
      for (Contender contender : contenders) {
        warmUp(contender);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What one measurement gave. */
  record Window(double cpuMicros, double perSecond, double busy) {
    static Window of(Server server, Load load, Request request, Duration time)
        throws InterruptedException {
      Duration before = server.cpu();
      Load.Result result = load.asFastAsItGoes(server.port(), request, time);
      double cpu = server.cpu().minus(before).toNanos();
      return new Window(
          cpu / 1000 / result.requests(), result.perSecond(), cpu / result.took().toNanos());
    }
  }

  /** As many requests as it answers in that time. */
  Window measure(Contender contender, Request request, Duration time) throws InterruptedException {
    Server server = server(contender);
    return Window.of(server, load, request, time);
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
