package org.acme.items.infra.config;

import java.util.List;
import org.acme.items.infra.config.ConfigLoader.Manifest;
import org.acme.items.infra.config.Deployment.Strategy;
import org.acme.items.infra.config.ServiceConfig.Capacity;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.acme.items.infra.config.ServiceConfig.Exposure;

/** What a service has to be in production. */
record ProductionRules(ServiceConfig service, Manifest manifest, StageConfig settings) {
  void check(List<Problem> problems) {
    if (!service.enabled()) {
      return;
    }
    checkCount(problems);
    if (service.exposure() == Exposure.PUBLIC && settings.entry().domain() == null) {
      manifest.problem(
          problems,
          "exposure",
          "public needs entry.domain in production: without one there is no HTTPS, and others can read along");
    }
    if (service.capacity() == Capacity.FARGATE_SPOT) {
      manifest.problem(
          problems,
          "capacity",
          "fargate-spot is not for production, where tasks may not be taken away; allowed there: fargate, ec2, managed-instances");
    }
    if (service.deployment().strategy() == Strategy.ALL_AT_ONCE) {
      manifest.problem(
          problems,
          "deployment.strategy",
          "all-at-once stops everything first; allowed in production: rolling, blue-green, canary, linear");
    }
    if (service.imageSource() instanceof ImageSource.Local) {
      manifest.problem(
          problems, "image", "local is not for production, where images come from the pipeline");
    }
    if (!service.deployment().rollbackOnAlarm()) {
      manifest.problem(problems, "deployment.rollbackOnAlarm", "must be true in production");
    }
  }

  /** Of services that somebody calls. */
  private void checkCount(List<Problem> problems) {
    if (!service.isExposed() && service.discovery() == Discovery.NONE) {
      return;
    }
    if (service.count().min() < 2) {
      manifest.problem(
          problems,
          "count.min",
          "must be 2 or more in production, so that a zone may fail, got " + service.count().min());
    }
    for (int i = 0; i < service.schedules().size(); i++) {
      int least = service.schedules().get(i).min();
      if (least < 2) {
        manifest.problem(
            problems,
            "schedules[%d].min".formatted(i),
            "must be 2 or more in production, so that a zone may fail, got " + least);
      }
    }
  }
}
