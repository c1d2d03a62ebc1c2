package org.acme.items.infra.service;

import java.util.List;
import org.acme.items.infra.config.Schedule;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.TaskCount;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.applicationautoscaling.ScalingSchedule;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.MemoryUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.RequestCountScalingProps;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;

/** How many tasks there are: with load, and by the clock. */
record ServiceScaling(ServiceConfig service, ServiceImage image) {
  /** Up at once, down slowly: too few tasks are worse than too many. */
  private static final Duration DOWN_AFTER = Duration.minutes(5);

  private static final Duration UP_AFTER = Duration.seconds(60);

  void apply(BaseService ecs, @Nullable ServiceEntry entry) {
    if (!service.scales()) {
      return;
    }
    TaskCount count = service.count();
    ScalableTaskCount scaling =
        ecs.autoScaleTaskCount(
            EnableScalingProps.builder()
                .minCapacity(image.count(count.min()))
                .maxCapacity(count.most())
                .build());
    if (count.growsWithLoad()) {
      withLoad(scaling, count, entry == null ? null : entry.targets());
    }
    List<Schedule> schedules = service.schedules();
    for (int i = 0; i < schedules.size(); i++) {
      Schedule schedule = schedules.get(i);
      scaling.scaleOnSchedule(
          "Schedule" + (i + 1),
          ScalingSchedule.builder()
              .schedule(
                  software.amazon.awscdk.services.applicationautoscaling.Schedule.expression(
                      "cron(%s)".formatted(schedule.cron())))
              .timeZone(TimeZone.of(schedule.timeZone()))
              .minCapacity(image.count(schedule.min()))
              .maxCapacity(image.count(schedule.max()))
              .build());
    }
  }

  private static void withLoad(
      ScalableTaskCount scaling, TaskCount count, @Nullable ApplicationTargetGroup targets) {
    Integer memory = count.targetMemoryPercent();
    Integer requests = count.requestsPerTarget();
    Integer cpu = count.targetCpuPercent();
    if (cpu != null || (memory == null && requests == null)) {
      scaling.scaleOnCpuUtilization(
          "Cpu",
          CpuUtilizationScalingProps.builder()
              .targetUtilizationPercent(cpu == null ? TaskCount.DEFAULT_CPU_PERCENT : cpu)
              .scaleInCooldown(DOWN_AFTER)
              .scaleOutCooldown(UP_AFTER)
              .build());
    }
    if (memory != null) {
      scaling.scaleOnMemoryUtilization(
          "Memory",
          MemoryUtilizationScalingProps.builder()
              .targetUtilizationPercent(memory)
              .scaleInCooldown(DOWN_AFTER)
              .scaleOutCooldown(UP_AFTER)
              .build());
    }
    if (requests != null && targets != null) {
      scaling.scaleOnRequestCount(
          "Requests",
          RequestCountScalingProps.builder()
              .requestsPerTarget(requests)
              .targetGroup(targets)
              .scaleInCooldown(DOWN_AFTER)
              .scaleOutCooldown(UP_AFTER)
              .build());
    }
  }
}
