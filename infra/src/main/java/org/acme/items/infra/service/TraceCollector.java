package org.acme.items.infra.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.Telemetry;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The AWS Distro for OpenTelemetry beside a service: takes its traces and sends them to X-Ray. When
 * it fails the service goes on without traces.
 */
final class TraceCollector {
  private static final String NAME = "collector";

  /** Released in July 2026. It has no shell and no files to write, so its root is read-only. */
  private static final String IMAGE = "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0";

  /** Where the OpenTelemetry protocol over HTTP is spoken, as it says. */
  private static final int PORT = 4318;

  /** The configuration; only within the task, and rather without traces than without memory. */
  private static final String CONFIG =
      """
      receivers:
        otlp:
          protocols:
            http:
              endpoint: 127.0.0.1:%d
      processors:
        memory_limiter:
          check_interval: 1s
          limit_mib: %d
        batch:
          timeout: 5s
      exporters:
        awsxray:
          indexed_attributes: [http.route, http.response.status_code]
      service:
        telemetry:
          logs:
            level: warn
        pipelines:
          traces:
            receivers: [otlp]
            processors: [memory_limiter, batch]
            exporters: [awsxray]
      """
          .formatted(PORT, Telemetry.COLLECTOR_MIB * 3 / 4);

  private TraceCollector() {}

  /** What tells a service which of its traces to send, and where; names of OpenTelemetry. */
  static Map<String, String> variables(ServiceConfig service) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + PORT,
        "OTEL_TRACES_SAMPLER_ARG",
        Double.toString(service.telemetry().tracePercent() / 100));
  }

  /** Adds it to a task, whose role may send traces then. */
  static void addTo(Construct scope, TaskDefinition task, String user, LogDriver logs) {
    LinuxParameters linux =
        LinuxParameters.Builder.create(scope, "CollectorLinux").initProcessEnabled(true).build();
    linux.dropCapabilities(Capability.ALL);
    task.addContainer(
        NAME,
        ContainerDefinitionOptions.builder()
            .containerName(NAME)
            .image(ContainerImage.fromRegistry(IMAGE))
            .essential(false)
            .memoryLimitMiB(Telemetry.COLLECTOR_MIB)
            .user(user)
            .readonlyRootFilesystem(true)
            .linuxParameters(linux)
            .environment(new TreeMap<>(Map.of("AOT_CONFIG_CONTENT", CONFIG)))
            .logging(logs)
            .build());
    task.getTaskRole()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(
                    List.of(
                        "xray:GetSamplingRules",
                        "xray:GetSamplingTargets",
                        "xray:PutTelemetryRecords",
                        "xray:PutTraceSegments"))
                .resources(List.of("*"))
                .build());
    Acknowledged.by(
        task.getTaskRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "X-Ray knows no resources for what is sent to it.");
  }
}
