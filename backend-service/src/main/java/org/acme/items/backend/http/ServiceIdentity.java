package org.acme.items.backend.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who and where this process is, as its answers tell.
 *
 * @param instance as configured, else the id of the ECS task, else the host name; on Fargate that
 *     is only an internal address
 * @param zone as configured, else that of the ECS task
 */
public record ServiceIdentity(String version, String instance, @Nullable String zone) {
  /** Asks ECS only for what is not configured. */
  static ServiceIdentity of(ServiceConfig config) {
    boolean configured = config.instance().isPresent() && config.zone().isPresent();
    TaskMetadata task =
        configured
            ? TaskMetadata.UNKNOWN
            : config.taskMetadata().map(TaskMetadata::read).orElse(TaskMetadata.UNKNOWN);
    return new ServiceIdentity(
        config.version(),
        config.instance().or(() -> Optional.ofNullable(task.id())).orElse(config.host()),
        config.zone().orElse(task.zone()));
  }
}
