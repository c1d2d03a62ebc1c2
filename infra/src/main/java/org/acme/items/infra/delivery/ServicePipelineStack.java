package org.acme.items.infra.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.DeliveryConfig.Load;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.ServiceConfig.Exposure;
import org.acme.items.infra.monitoring.ServiceAlarms;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCapabilities;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.codebuild.BuildSpec;
import software.amazon.awscdk.services.codepipeline.Artifact;
import software.amazon.awscdk.services.codepipeline.IAction;
import software.amazon.awscdk.services.codepipeline.actions.CloudFormationCreateUpdateStackAction;
import software.amazon.awscdk.services.codepipeline.actions.CodeBuildAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.FromRoleArnOptions;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The way of one service: an image and templates are made once, then CloudFormation deploys its
 * stack in one stage after the other with that image, by its digest.
 */
public final class ServicePipelineStack extends Stack {
  /** Namespace of what a build exports: {@code #{Build.IMAGE}}. */
  private static final String BUILD = "Build";

  private final Delivery delivery;
  private final String service;

  /**
   * What a pipeline is made of.
   *
   * @param service its name
   */
  public record Props(Delivery delivery, SharedDeliveryStack shared, String service) {}

  public ServicePipelineStack(Construct scope, String id, StackProps stackProps, Props props) {
    super(scope, id, stackProps);
    this.delivery = props.delivery();
    this.service = props.service();
    String folder = ConfigLoader.folder(delivery.root(), service);
    DeliveryPipeline way =
        new DeliveryPipeline(
            this,
            "Way",
            Delivery.pipeline(delivery.project(), service),
            delivery,
            props.shared(),
            SourcePaths.ofService(delivery.root(), folder));
    Artifact made = new Artifact("Made");
    way.addStage(BUILD, List.of(build(folder, way, made)));
    BuildProject checks = null;
    String loadReport = "";
    for (Delivery.Stage stage : delivery.stages(service)) {
      EnvironmentConfig environment = stage.environment();
      String name = environment.stage();
      if (stage.step().approval()) {
        way.askBefore(
            name,
            "%s into %s: image #{%s.IMAGE}, commit #{%s.COMMIT}. Tests and scan: #{%s.REPORT}%s"
                .formatted(service, name, BUILD, BUILD, BUILD, loadReport));
      }
      List<IAction> actions = new ArrayList<>();
      actions.add(deploy(environment, made));
      boolean hasSite =
          environment.services().stream().anyMatch(other -> other.exposure() == Exposure.PUBLIC);
      if (hasSite && (stage.step().smokeTest() || stage.step().load() != null)) {
        checks = checks == null ? checks(way) : checks;
        if (stage.step().smokeTest()) {
          actions.add(check("Smoke", "smoke", name, Map.of(), checks, way.source(), 2));
        }
        Load load = stage.step().load();
        if (load != null) {
          actions.add(
              check(
                  "Load",
                  "load",
                  name,
                  Map.of(
                      "RATE", Integer.toString(load.rate()),
                      "MINUTES", Integer.toString(load.minutes())),
                  checks,
                  way.source(),
                  3));
          loadReport = ". Load on %s: #{Load-%s.REPORT}".formatted(name, name);
        }
      }
      way.addDeployment(
          name,
          actions,
          ServiceAlarms.undoing(environment, environment.service(service)),
          stage.step().soakMinutes());
    }
    acknowledge(way);
  }

  private IAction build(String folder, DeliveryPipeline way, Artifact made) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("SERVICE", service);
    variables.put("SOURCE_URL", PipelineSource.url(delivery));
    variables.put("REPOSITORY_URI", repositoryUri());
    variables.put(
        "SCAN_FAIL_ON",
        delivery.settings().scanFailOn().name().toUpperCase(Locale.ROOT).replace("OFF", "off"));
    BuildProject build =
        new BuildProject(
            this,
            BUILD,
            delivery,
            way,
            new BuildProject.Props(
                Delivery.pipeline(delivery.project(), service),
                BuildSpec.fromSourceFilename(folder + "/buildspec.yml"),
                true,
                variables));
    build
        .project()
        .addToRolePolicy(
            allow(
                List.of(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:CompleteLayerUpload",
                    "ecr:DescribeImages",
                    "ecr:DescribeImageScanFindings",
                    "ecr:GetDownloadUrlForLayer",
                    "ecr:InitiateLayerUpload",
                    "ecr:PutImage",
                    "ecr:UploadLayerPart"),
                "arn:%s:ecr:%s:%s:repository/%s"
                    .formatted(
                        Aws.PARTITION,
                        delivery.settings().region(),
                        registryAccount(),
                        registry().repository(registryService()))));
    build.project().addToRolePolicy(allow(List.of("ecr:GetAuthorizationToken"), "*"));
    Acknowledged.wildcards(
        build.project(),
        List.of("*"),
        "ecr:GetAuthorizationToken knows no resources; what it gives opens only allowed ones.");
    return CodeBuildAction.Builder.create()
        .actionName(BUILD)
        .project(build.project())
        .input(way.source())
        .outputs(List.of(made))
        .variablesNamespace(BUILD)
        .build();
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }

  private EnvironmentConfig registry() {
    return delivery.stages(service).getFirst().environment();
  }

  private ServiceConfig registryService() {
    return registry().service(service);
  }

  private String registryAccount() {
    String named = registry().settings().registry().account();
    String own = registry().settings().account();
    return named != null ? named : own != null ? own : Aws.ACCOUNT_ID;
  }

  private String repositoryUri() {
    return "%s.dkr.ecr.%s.%s/%s"
        .formatted(
            registryAccount(),
            delivery.settings().region(),
            Aws.URL_SUFFIX,
            registry().repository(registryService()));
  }

  /**
   * CloudFormation changes the stack, with a role that may touch nothing else; a failed update goes
   * back, and so does the value of the parameter.
   */
  private IAction deploy(EnvironmentConfig environment, Artifact made) {
    String name = environment.stage();
    return CloudFormationCreateUpdateStackAction.Builder.create()
        .actionName("Deploy")
        .runOrder(1)
        .stackName(environment.stack(service))
        .templatePath(made.atPath("templates/%s.template.json".formatted(name)))
        .templateConfiguration(made.atPath("templates/%s.config.json".formatted(name)))
        .parameterOverrides(Map.of("Image", "#{%s.IMAGE}".formatted(BUILD)))
        .adminPermissions(false)
        .cfnCapabilities(List.of(CfnCapabilities.NAMED_IAM))
        .role(role(environment, name + "DeliveryRole", environment.deliveryRole(service)))
        .deploymentRole(role(environment, name + "DeployRole", environment.deployRole(service)))
        .variablesNamespace("Deploy-" + name)
        .build();
  }

  /** Of a stage, where the platform has made it. */
  private IRole role(EnvironmentConfig environment, String id, String roleName) {
    String account = environment.settings().account();
    return Role.fromRoleArn(
        this,
        id,
        "arn:%s:iam::%s:role/%s"
            .formatted(Aws.PARTITION, account == null ? Aws.ACCOUNT_ID : account, roleName),
        FromRoleArnOptions.builder().mutable(false).build());
  }

  /** Looks at the site from outside, as its users do; needs no permission at all. */
  private BuildProject checks(DeliveryPipeline way) {
    return new BuildProject(
        this,
        "Checks",
        delivery,
        way,
        new BuildProject.Props(
            Delivery.pipeline(delivery.project(), service) + "-checks",
            BuildSpec.fromSourceFilename("infra/buildspecs/checks.yml"),
            false,
            Map.of("SERVICE", service)));
  }

  private static IAction check(
      String name,
      String script,
      String stage,
      Map<String, String> variables,
      BuildProject checks,
      Artifact source,
      int order) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("CHECK", script);
    all.put("SITE", "#{Deploy-%s.Site}".formatted(stage));
    return CodeBuildAction.Builder.create()
        .actionName(name)
        .runOrder(order)
        .project(checks.project())
        .input(source)
        .variablesNamespace("%s-%s".formatted(name, stage))
        .environmentVariables(BuildProject.variables(all))
        .build();
  }

  private void acknowledge(DeliveryPipeline way) {
    Acknowledged.by(
        way.role(),
        "AwsSolutions-IAM5[Resource::*]",
        "Alarms can be read all or none; nothing else of the pipeline is without a resource.");
  }
}
