package org.acme.items.infra.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Discovery;
import org.acme.items.infra.monitoring.AlarmTopic;
import org.acme.items.infra.monitoring.OwnMetrics;
import org.acme.items.infra.monitoring.ServiceAlarms;
import org.acme.items.infra.monitoring.ServiceDashboard;
import org.acme.items.infra.monitoring.ServiceMetrics;
import org.acme.items.infra.monitoring.Symptom;
import org.acme.items.infra.monitoring.TaskEvents;
import org.acme.items.infra.platform.PlatformStack;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.constructs.Construct;

/**
 * One service. Everything in it follows from the manifest; a new service needs no class here.
 *
 * <p>A service that keeps its data elsewhere than in DynamoDB gets another {@link
 * DataStore.Factory}.
 */
public final class ServiceStack extends Stack {
  /**
   * What a service stack is made of.
   *
   * @param root of the checkout, from which images are built if the manifest says so
   * @param dataStores usually {@link ServiceTable#allOf}
   */
  public record Props(
      EnvironmentConfig environment,
      ServiceConfig service,
      PlatformStack platform,
      Path root,
      DataStore.Factory dataStores) {}

  public ServiceStack(Construct scope, String id, StackProps stackProps, Props props) {
    super(scope, id, stackProps);
    ServiceConfig service = props.service();
    EnvironmentConfig environment = props.environment();
    ServiceImage image = new ServiceImage(this, "Source", environment, service, props.root());
    List<DataStore> data = props.dataStores().create(this, environment, service);
    OwnMetrics own =
        service.telemetry().metrics() ? OwnMetrics.of(props.root(), environment, service) : null;
    ServiceSecrets secrets = new ServiceSecrets(this, "Secrets", service);
    ServiceTask task =
        new ServiceTask(
            this,
            "Task",
            new ServiceTask.Props(
                environment,
                service,
                image,
                variables(props, data, own),
                secrets.variables(),
                environment.usesServiceConnect(service)));
    data.forEach(store -> store.grantTo(task.definition().getTaskRole()));
    EcsService ecs =
        new EcsService(
            this, "Ecs", environment, service, props.platform(), task, image.desiredCount());
    ServiceEntry entry =
        service.isExposed() ? new ServiceEntry(this, "Entry", props.platform(), service) : null;
    if (entry != null) {
      ecs.attach(entry);
    }
    ecs.rollBackOn(ServiceAlarms.undoing(environment, service));
    new ServiceScaling(service, image).apply(ecs.ecs(), entry);
    if (!service.secrets().isEmpty()) {
      new SecretRestart(this, "Restart", environment, service, ecs.ecs());
    }
    ServiceMetrics metrics =
        ServiceMetrics.of(
            ecs.ecs(),
            entry == null ? List.of() : entry.allTargets(),
            own,
            new TaskEvents(this, "Events", environment, service, ecs.ecs()));
    AlarmTopic topic = props.platform().alarmTopic();
    if (topic != null) {
      new ServiceAlarms(
          this, "Alarms", environment, service, metrics, troubles(data), topic, image.hasImage());
    }
    show(props, metrics, data, task);
  }

  private void show(Props props, ServiceMetrics metrics, List<DataStore> data, ServiceTask task) {
    new ServiceDashboard(
        this,
        "Overview",
        props.environment(),
        props.service(),
        metrics,
        data.stream().flatMap(store -> store.widgets().stream()).toList(),
        task.logs());
    String site = props.platform().site();
    if (site != null) {
      CfnOutput.Builder.create(this, "Site")
          .description("For checks after a deployment")
          .value(site)
          .build();
    }
    CfnOutput.Builder.create(this, "LogGroup")
        .description("For aws logs tail")
        .value(task.logs().getLogGroupName())
        .build();
  }

  /** Of all stores together. */
  private static Map<Symptom, IMetric> troubles(List<DataStore> data) {
    Map<Symptom, List<IMetric>> troubles = new TreeMap<>();
    data.forEach(store ->
        store
            .troubles()
            .forEach((symptom, metric) ->
                troubles.computeIfAbsent(symptom, _ -> new ArrayList<>()).add(metric)));
    Map<Symptom, IMetric> sums = new TreeMap<>();
    troubles.forEach((symptom, metrics) -> sums.put(symptom, sum(metrics)));
    return sums;
  }

  private static IMetric sum(List<IMetric> metrics) {
    if (metrics.size() == 1) {
      return metrics.getFirst();
    }
    Map<String, IMetric> named = new TreeMap<>();
    metrics.forEach(metric -> named.put("store" + named.size(), metric));
    return MathExpression.Builder.create()
        .expression("SUM([%s])".formatted(String.join(", ", named.keySet())))
        .usingMetrics(named)
        .build();
  }

  /** What the service cannot know by itself. */
  private Map<String, String> variables(
      Props props, List<DataStore> data, @Nullable OwnMetrics own) {
    ServiceConfig service = props.service();
    Map<String, String> variables = new TreeMap<>();
    for (String name : service.calls()) {
      ServiceConfig called = props.environment().service(name);
      variables.put(called.variable("URL"), props.platform().url(called));
    }
    if (!data.isEmpty()) {
      variables.put("AWS_REGION", getRegion());
    }
    data.forEach(store -> variables.putAll(store.environment()));
    if (own != null) {
      variables.putAll(own.variables());
    }
    if (service.telemetry().traces()) {
      variables.putAll(TraceCollector.variables(service));
    }
    if (service.discovery() == Discovery.DNS) {
      variables.put("SHUTDOWN_DELAY", "PT%dS".formatted(ServiceConfig.FORGOTTEN_AFTER_SECONDS));
    }
    if (service.isExposed()) {
      variables.put("TRUSTED_PROXIES", props.platform().network().loadBalancerBlocks(service));
      variables.put("DASHBOARD_URL", ServiceDashboard.url(props.environment(), service));
    }
    return variables;
  }
}
