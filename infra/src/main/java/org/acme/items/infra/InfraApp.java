package org.acme.items.infra;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acme.items.infra.config.ConfigException;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.delivery.PlatformPipelineStack;
import org.acme.items.infra.delivery.ServicePipelineStack;
import org.acme.items.infra.delivery.SharedDeliveryStack;
import org.acme.items.infra.plan.Plan;
import org.acme.items.infra.platform.PlatformStack;
import org.acme.items.infra.platform.RegistryStack;
import org.acme.items.infra.service.DataStore;
import org.acme.items.infra.service.ServiceStack;
import org.acme.items.infra.service.ServiceTable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** All stacks of a stage. */
public final class InfraApp {
  /** Exit code for what a person has to change in a configuration file. */
  static final int WRONG_CONFIG = 2;

  /** Where validators do not know of tags yet; the tags of the stack reach them as well. */
  private static final TagProps TAGGED =
      TagProps.builder()
          .excludeResourceTypes(
              List.of(
                  "AWS::ApplicationAutoScaling::ScalableTarget",
                  "AWS::CloudWatch::Dashboard",
                  "AWS::ElasticLoadBalancingV2::Listener",
                  "AWS::ElasticLoadBalancingV2::ListenerRule"))
          .build();

  private InfraApp() {}

  /**
   * Synthesises a stage.
   *
   * @param args folder of the checkout, and the stage; without it the CDK context {@code stage}
   */
  public static void main(String[] args) {
    System.exit(run(Path.of(args[0]).toAbsolutePath().normalize(), args, System.err));
  }

  static int run(Path root, String[] args, PrintStream out) {
    Map<String, Object> context = CdkContext.of(root);
    String stage = args.length > 1 ? args[1] : CdkContext.given("stage", context, System.getenv());
    try {
      AppProps.Builder props = AppProps.builder().context(context).autoSynth(false);
      if (!System.getenv().containsKey("CDK_OUTDIR")) {
        props.outdir(root.resolve("infra/cdk.out/" + stage).toString());
      }
      if (stage.equals(Delivery.NAME)) {
        Delivery delivery = ConfigLoader.delivery(root);
        App app = new App(props.build());
        delivery(app, delivery);
        app.synth();
        out.printf(
            "Pipelines of %s: %s, and one for the rest; stages: %s%n",
            delivery.project(),
            String.join(", ", delivery.services()),
            delivery.stages().stream()
                .map(each -> each.step().stage())
                .collect(Collectors.joining(", ")));
      } else {
        EnvironmentConfig environment = ConfigLoader.load(root, stage);
        app(root, environment, props.build()).synth();
        new Plan(environment).print(out);
      }
      return 0;
    } catch (ConfigException e) {
      out.println(e.getMessage());
      return WRONG_CONFIG;
    }
  }

  /** The app of a stage, with tables as manifests describe them. */
  public static App app(Path root, EnvironmentConfig environment, AppProps props) {
    App app = new App(props);
    stacks(app, root, environment, ServiceTable::allOf);
    return app;
  }

  /** The stacks of a stage: what is shared, then one per service. */
  public static void stacks(
      Construct scope, Path root, EnvironmentConfig environment, DataStore.Factory dataStores) {
    if (!environment.repositories().isEmpty()) {
      new RegistryStack(
          scope, environment.prefix() + "-registry", props(environment, "Images"), environment);
    }
    PlatformStack platform =
        new PlatformStack(
            scope,
            environment.prefix() + "-platform",
            props(environment, "Network, cluster and load balancers"),
            environment);
    for (ServiceConfig service : environment.services()) {
      ServiceStack stack =
          new ServiceStack(
              scope,
              "%s-%s".formatted(environment.prefix(), service.name()),
              serviceProps(environment, service),
              new ServiceStack.Props(environment, service, platform, root, dataStores));
      Tags.of(stack).add("service", service.name(), TAGGED);
    }
    Tags.of(scope).add("project", environment.settings().project(), TAGGED);
    Tags.of(scope).add("stage", environment.stage(), TAGGED);
  }

  /** The stacks of the pipelines: what is shared, one per service, and one for the rest. */
  public static void delivery(Construct scope, Delivery delivery) {
    SharedDeliveryStack shared =
        new SharedDeliveryStack(
            scope,
            delivery.prefix() + "-shared",
            props(delivery, "What pipelines share"),
            delivery);
    for (String service : delivery.services()) {
      ServicePipelineStack stack =
          new ServicePipelineStack(
              scope,
              "%s-%s".formatted(delivery.prefix(), service),
              props(delivery, "Pipeline of " + service),
              new ServicePipelineStack.Props(delivery, shared, service));
      Tags.of(stack).add("service", service, TAGGED);
    }
    new PlatformPipelineStack(
        scope,
        delivery.prefix() + "-platform",
        props(delivery, "Pipeline of infrastructure"),
        delivery,
        shared);
    Tags.of(scope).add("project", delivery.project(), TAGGED);
    Tags.of(scope).add("stage", Delivery.NAME, TAGGED);
  }

  private static StackProps props(Delivery delivery, String description) {
    return StackProps.builder()
        .description("%s of %s".formatted(description, delivery.project()))
        .tags(new TreeMap<>(Map.of("project", delivery.project(), "stage", Delivery.NAME)))
        .env(
            Environment.builder()
                .account(delivery.settings().account())
                .region(delivery.settings().region())
                .build())
        .build();
  }

  /**
   * Without the parameter for the version of the bootstrap, which CloudFormation would read from
   * Parameter Store: roles of pipelines may not. The CDK's command line checks it all the same.
   */
  private static StackProps serviceProps(EnvironmentConfig environment, ServiceConfig service) {
    StackProps props = props(environment, "Service " + service.name());
    Map<String, String> tags = new TreeMap<>(Objects.requireNonNull(props.getTags()));
    tags.put("service", service.name()); // by which the role that deploys it knows what is its own
    return StackProps.builder()
        .description(props.getDescription())
        .tags(tags)
        .terminationProtection(props.getTerminationProtection())
        .env(props.getEnv())
        .synthesizer(
            DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false).build())
        .build();
  }

  private static StackProps props(EnvironmentConfig environment, String description) {
    return StackProps.builder()
        .description("%s of %s".formatted(description, environment.prefix()))
        .tags(
            new TreeMap<>(
                Map.of("project", environment.settings().project(), "stage", environment.stage())))
        .terminationProtection(environment.settings().production())
        .env(
            Environment.builder()
                .account(environment.settings().account())
                .region(environment.settings().region())
                .build())
        .build();
  }
}
