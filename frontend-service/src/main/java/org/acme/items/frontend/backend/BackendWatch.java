package org.acme.items.frontend.backend;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Follows the backend's addresses and their health, so that no visitor has to find out. */
@Singleton
class BackendWatch {
  private final BackendTasks tasks;
  private final HealthRestClient health;

  /** The REST client's timeout ends when the head of an answer has come; this one does not. */
  private final Guard bounded =
      Guard.create().withTimeout().duration(1, ChronoUnit.SECONDS).done().build();

  BackendWatch(BackendTasks tasks, @RestClient HealthRestClient health) {
    this.tasks = tasks;
    this.health = health;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    tasks.refresh();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tasks
          .current()
          .forEach(target -> threads.execute(() -> target.probe(() -> ready(target.url()))));
    }
  }

  private Response ready(String url) {
    try {
      return bounded.get(() -> health.ready(url), Response.class);
    } catch (ProcessingException e) {
      throw AttemptFailedException.noAnswer(e);
    }
  }
}
