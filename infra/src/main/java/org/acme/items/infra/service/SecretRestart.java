package org.acme.items.infra.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.platform.LogDays;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsService;
import software.constructs.Construct;

/**
 * Restarts the tasks of a service when one of its secrets changes: tasks read secrets when they
 * start, and never again.
 *
 * <p>Parameter Store tells changes itself. Those of Secrets Manager come from CloudTrail, so the
 * account needs a trail that records management events.
 */
final class SecretRestart extends Construct {
  SecretRestart(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      ServiceConfig service,
      BaseService ecs) {
    super(scope, id);
    int logDays = environment.settings().logDays();
    String name = environment.stack(service.name()) + "-restart";
    CallAwsService restart =
        CallAwsService.Builder.create(this, "Redeploy")
            .service("ecs")
            .action("updateService")
            .parameters(
                new TreeMap<>(
                    Map.of(
                        "Cluster", ecs.getCluster().getClusterName(),
                        "Service", ecs.getServiceName(),
                        "ForceNewDeployment", true)))
            .iamResources(List.of(ecs.getServiceArn()))
            .build();
    StateMachine machine =
        StateMachine.Builder.create(this, "Machine")
            .stateMachineName(name)
            .stateMachineType(StateMachineType.EXPRESS)
            .definitionBody(DefinitionBody.fromChainable(restart))
            .tracingEnabled(true)
            .logs(
                LogOptions.builder()
                    .level(LogLevel.ALL)
                    .destination(
                        LogGroup.Builder.create(this, "Logs")
                            .retention(LogDays.of(logDays))
                            .removalPolicy(RemovalPolicy.DESTROY)
                            .build())
                    .build())
            .build();
    acknowledge(machine);
    List<String> parameters = names(service, "ssm:");
    if (!parameters.isEmpty()) {
      rule("ParameterChanged", machine)
          .addEventPattern(
              EventPattern.builder()
                  .source(List.of("aws.ssm"))
                  .detailType(List.of("Parameter Store Change"))
                  .detail(new TreeMap<>(Map.of("operation", List.of("Update"), "name", parameters)))
                  .build());
    }
    List<String> secrets = names(service, "secretsmanager:");
    if (!secrets.isEmpty()) {
      rule("SecretChanged", machine)
          .addEventPattern(
              EventPattern.builder()
                  .source(List.of("aws.secretsmanager"))
                  .detailType(List.of("AWS API Call via CloudTrail"))
                  .detail(
                      new TreeMap<>(
                          Map.of(
                              "eventName",
                              List.of("PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"),
                              "requestParameters",
                              new TreeMap<>(Map.of("secretId", secretIds(secrets))))))
                  .build());
    }
  }

  private static void acknowledge(StateMachine machine) {
    Acknowledged.by(
        machine.getRole(),
        "AwsSolutions-IAM5[Resource::*]",
        "Writing its log and its traces knows no resources; the service it restarts is named.");
  }

  private Rule rule(String id, StateMachine machine) {
    return Rule.Builder.create(this, id)
        .description("Restarts tasks that have read what is old now")
        .targets(List.of(SfnStateMachine.Builder.create(machine).build()))
        .build();
  }

  private static List<String> names(ServiceConfig service, String prefix) {
    return service.secrets().values().stream()
        .filter(source -> source.startsWith(prefix))
        .map(source -> source.substring(prefix.length()).replaceFirst("#.*", ""))
        .distinct()
        .sorted()
        .toList();
  }

  /** Callers name a secret, or give its ARN, which ends with six letters more. */
  private static List<Object> secretIds(List<String> names) {
    List<Object> ids = new ArrayList<>(names);
    names.forEach(
        name -> ids.add(new TreeMap<>(Map.of("wildcard", "arn:*:secret:%s-*".formatted(name)))));
    return ids;
  }
}
