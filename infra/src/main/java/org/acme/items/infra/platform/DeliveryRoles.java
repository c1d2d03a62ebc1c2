package org.acme.items.infra.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * How pipelines come into a stage: per service a role that its pipeline takes, which may ask
 * CloudFormation to change the stack of that service and nothing else, and a role with which
 * CloudFormation does it, which may touch what that stack is made of.
 *
 * <p>Names of resources begin with that of their stack wherever AWS knows resources by name; where
 * it does not, tags decide.
 */
final class DeliveryRoles extends Construct {
  private final EnvironmentConfig environment;
  private final Set<String> wildcards = new TreeSet<>();

  DeliveryRoles(Construct scope, String id, EnvironmentConfig environment) {
    super(scope, id);
    this.environment = environment;
    for (ServiceConfig service : environment.delivered()) {
      String name = Ids.pascal(service.name());
      Role deploy =
          Role.Builder.create(this, name + "Deploy")
              .roleName(environment.deployRole(service.name()))
              .description("CloudFormation changes the stack of %s with it".formatted(name))
              .assumedBy(new ServicePrincipal("cloudformation.amazonaws.com"))
              .managedPolicies(
                  List.of(
                      tasks(name + "Resources", service), surroundings(name + "Entry", service)))
              .build();
      pipelineRole(name + "Delivery", service, deploy);
    }
  }

  private void pipelineRole(String id, ServiceConfig service, Role deploy) {
    String account = environment.pipelineAccount();
    String pipelines = account == null ? Aws.ACCOUNT_ID : account;
    String pipeline = Delivery.pipeline(environment.settings().project(), service.name());
    Role role =
        Role.Builder.create(this, id)
            .roleName(environment.deliveryRole(service.name()))
            .description(
                "Its pipeline has the stack of %s changed with it".formatted(service.name()))
            .assumedBy(
                new AccountPrincipal(pipelines)
                    .withConditions(
                        condition(
                            "ArnEquals",
                            "aws:PrincipalArn",
                            "arn:%s:iam::%s:role/%s"
                                .formatted(Aws.PARTITION, pipelines, pipeline))))
            .build();
    String stackArn =
        arn("cloudformation", "stack/%s/*".formatted(environment.stack(service.name())));
    role.addToPolicy(
        allow(
            List.of(
                "cloudformation:CreateStack",
                "cloudformation:DescribeStackEvents",
                "cloudformation:DescribeStacks",
                "cloudformation:UpdateStack"),
            List.of(
                arn("cloudformation", "stack/%s/*".formatted(environment.stack(service.name()))))));
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(List.of("iam:PassRole"))
            .resources(List.of(deploy.getRoleArn()))
            .conditions(
                condition("StringEquals", "iam:PassedToService", "cloudformation.amazonaws.com"))
            .build());
    String bucket =
        "arn:%s:s3:::%s-%s-%s-%s"
            .formatted(
                Aws.PARTITION,
                environment.settings().project(),
                Delivery.NAME,
                pipelines,
                environment.settings().region());
    String keys =
        "arn:%s:kms:%s:%s:key/*"
            .formatted(Aws.PARTITION, environment.settings().region(), pipelines);
    role.addToPolicy(allow(List.of("s3:GetObject", "s3:GetObjectVersion"), List.of(bucket + "/*")));
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(List.of("kms:Decrypt", "kms:DescribeKey"))
            .resources(List.of(keys))
            .conditions(
                condition(
                    "ForAnyValue:StringEquals",
                    "kms:ResourceAliases",
                    "alias/%s-%s".formatted(environment.settings().project(), Delivery.NAME)))
            .build());
    Acknowledged.wildcards(
        role,
        List.of(stackArn, bucket + "/*", keys),
        "Ids that AWS chooses at the end of one stack, objects of one bucket, and the key with one"
            + " alias.");
  }

  /** What its tasks and its data need; a policy may have 6,144 characters, so there are two. */
  private ManagedPolicy tasks(String id, ServiceConfig service) {
    String stack = environment.stack(service.name());
    String roles = role(stack + "-*");
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(this, id)
            .description("Tasks, data and logs of %s".formatted(service.name()))
            .build();
    policy.addStatements(
        // Tasks
        allow(
            List.of(
                "ecs:CreateService",
                "ecs:DeleteService",
                "ecs:DescribeServices",
                "ecs:TagResource",
                "ecs:UntagResource",
                "ecs:UpdateService"),
            List.of(
                arn("ecs", "service/%s-platform-*/%s-*".formatted(environment.prefix(), stack)))),
        allow(
            List.of(
                "ecs:DescribeServiceDeployments",
                "ecs:DescribeServiceRevisions",
                "ecs:ListServiceDeployments"),
            List.of(
                arn("ecs", "service/%s-platform-*/%s-*".formatted(environment.prefix(), stack)),
                arn(
                    "ecs",
                    "service-deployment/%s-platform-*/%s-*/*"
                        .formatted(environment.prefix(), stack)),
                arn(
                    "ecs",
                    "service-revision/%s-platform-*/%s-*/*"
                        .formatted(environment.prefix(), stack)))),
        allow(
            List.of("ecs:RegisterTaskDefinition", "ecs:TagResource", "ecs:UntagResource"),
            List.of(arn("ecs", "task-definition/%s:*".formatted(stack)))),
        allow(List.of("ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition"), List.of("*")),
        // Roles of tasks
        allow(
            List.of(
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:DeleteRolePolicy",
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:ListAttachedRolePolicies",
                "iam:ListRolePolicies",
                "iam:PutRolePolicy",
                "iam:TagRole",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole"),
            List.of(roles)),
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(List.of("iam:AttachRolePolicy", "iam:DetachRolePolicy"))
            .resources(List.of(roles))
            .conditions(
                condition(
                    "ArnEquals",
                    "iam:PolicyARN",
                    "arn:%s:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"
                        .formatted(Aws.PARTITION)))
            .build(),
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(List.of("iam:PassRole"))
            .resources(List.of(roles))
            .conditions(
                condition(
                    "StringEquals",
                    "iam:PassedToService",
                    List.of(
                        "ecs-tasks.amazonaws.com",
                        "ecs.amazonaws.com",
                        "events.amazonaws.com",
                        "states.amazonaws.com")))
            .build(),
        // Logs, alarms and the dashboard
        allow(
            List.of(
                "logs:CreateLogGroup",
                "logs:DeleteLogGroup",
                "logs:ListTagsForResource",
                "logs:PutRetentionPolicy",
                "logs:TagResource",
                "logs:UntagResource"),
            List.of(arn("logs", "log-group:%s-*".formatted(stack)))),
        allow(List.of("logs:DescribeLogGroups"), List.of(arn("logs", "log-group:*"))),
        allow(
            List.of(
                "cloudwatch:DeleteAlarms",
                "cloudwatch:DescribeAlarms",
                "cloudwatch:ListTagsForResource",
                "cloudwatch:PutCompositeAlarm",
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:TagResource",
                "cloudwatch:UntagResource"),
            List.of(arn("cloudwatch", "alarm:%s-*".formatted(stack)))),
        allow(
            List.of(
                "cloudwatch:DeleteDashboards",
                "cloudwatch:GetDashboard",
                "cloudwatch:PutDashboard"),
            List.of(
                "arn:%s:cloudwatch::%s:dashboard/%s"
                    .formatted(Aws.PARTITION, Aws.ACCOUNT_ID, stack))),
        // What other stacks say, as Fn::GetStackOutput reads it
        allow(
            List.of("cloudformation:DescribeStacks"),
            List.of(arn("cloudformation", "stack/%s-platform/*".formatted(environment.prefix())))));
    policy.addStatements(tables(stack));
    acknowledge(policy);
    return policy;
  }

  private void acknowledge(ManagedPolicy policy) {
    Acknowledged.wildcards(
        policy,
        wildcards,
        "Names end with what AWS chooses; what it knows by no name is limited by tags of the stage,"
            + " and where it knows neither, only reading and task definitions are allowed.");
  }

  /** What is around the tasks: the way in, discovery, scaling, restarts. */
  private ManagedPolicy surroundings(String id, ServiceConfig service) {
    String stack = environment.stack(service.name());
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(this, id)
            .description("Scaling and way in of %s".formatted(service.name()))
            .build();
    policy.addStatements(scaling(stack));
    if (service.isExposed()) {
      policy.addStatements(
          tagged(
              List.of("elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateRule"),
              "aws:ResourceTag",
              null, // what all services of the stage share
              List.of(
                  arn("elasticloadbalancing", "listener/app/*"),
                  arn("elasticloadbalancing", "loadbalancer/app/*"))),
          tagged(
              List.of(
                  "elasticloadbalancing:AddTags",
                  "elasticloadbalancing:CreateRule",
                  "elasticloadbalancing:DeleteListener",
                  "elasticloadbalancing:DeleteRule",
                  "elasticloadbalancing:DeleteTargetGroup",
                  "elasticloadbalancing:ModifyListener",
                  "elasticloadbalancing:ModifyRule",
                  "elasticloadbalancing:ModifyTargetGroup",
                  "elasticloadbalancing:ModifyTargetGroupAttributes",
                  "elasticloadbalancing:RemoveTags",
                  "elasticloadbalancing:SetRulePriorities"),
              "aws:ResourceTag",
              service.name(),
              List.of(
                  arn("elasticloadbalancing", "listener/app/*"),
                  arn("elasticloadbalancing", "listener-rule/app/*"),
                  arn("elasticloadbalancing", "targetgroup/*"))),
          tagged(
              List.of("elasticloadbalancing:AddTags", "elasticloadbalancing:CreateTargetGroup"),
              "aws:RequestTag",
              service.name(),
              List.of(
                  arn("elasticloadbalancing", "listener/app/*"),
                  arn("elasticloadbalancing", "listener-rule/app/*"),
                  arn("elasticloadbalancing", "targetgroup/*"))),
          allow(
              List.of(
                  "elasticloadbalancing:DescribeListenerAttributes",
                  "elasticloadbalancing:DescribeListeners",
                  "elasticloadbalancing:DescribeLoadBalancers",
                  "elasticloadbalancing:DescribeRules",
                  "elasticloadbalancing:DescribeTags",
                  "elasticloadbalancing:DescribeTargetGroupAttributes",
                  "elasticloadbalancing:DescribeTargetGroups",
                  "elasticloadbalancing:DescribeTargetHealth"),
              List.of("*")));
    }
    if (service.discovery() == ServiceConfig.Discovery.DNS) {
      policy.addStatements(
          tagged(
              List.of("servicediscovery:CreateService"),
              "aws:ResourceTag",
              null, // what all services of the stage share
              List.of(arn("servicediscovery", "namespace/*"))),
          tagged(
              List.of(
                  "servicediscovery:DeleteService",
                  "servicediscovery:GetService",
                  "servicediscovery:ListTagsForResource",
                  "servicediscovery:TagResource",
                  "servicediscovery:UntagResource",
                  "servicediscovery:UpdateService"),
              "aws:ResourceTag",
              service.name(),
              List.of(arn("servicediscovery", "service/*"))),
          tagged(
              List.of("servicediscovery:CreateService", "servicediscovery:TagResource"),
              "aws:RequestTag",
              service.name(),
              List.of(
                  arn("servicediscovery", "namespace/*"), arn("servicediscovery", "service/*"))),
          allow(List.of("servicediscovery:GetOperation"), List.of("*")));
    }
    policy.addStatements(
        allow(
            List.of(
                "events:DeleteRule",
                "events:DescribeRule",
                "events:ListTagsForResource",
                "events:PutRule",
                "events:PutTargets",
                "events:RemoveTargets",
                "events:TagResource",
                "events:UntagResource"),
            List.of(arn("events", "rule/%s-*".formatted(stack)))));
    if (!service.secrets().isEmpty()) {
      policy.addStatements(
          allow(
              List.of(
                  "states:CreateStateMachine",
                  "states:DeleteStateMachine",
                  "states:DescribeStateMachine",
                  "states:ListTagsForResource",
                  "states:TagResource",
                  "states:UntagResource",
                  "states:UpdateStateMachine"),
              List.of(arn("states", "stateMachine:%s-restart".formatted(stack)))));
    }
    acknowledge(policy);
    return policy;
  }

  private PolicyStatement[] scaling(String stack) {
    String scaler =
        role(
            "aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService");
    PolicyStatement pass = allow(List.of("iam:PassRole"), List.of(scaler));
    PolicyStatement create = allow(List.of("iam:CreateServiceLinkedRole"), List.of(scaler));
    create.addConditions(
        condition(
            "StringEquals", "iam:AWSServiceName", "ecs.application-autoscaling.amazonaws.com"));
    return new PolicyStatement[] {
      forEcsOnly(
          List.of(
              "application-autoscaling:DeleteScalingPolicy",
              "application-autoscaling:DeleteScheduledAction",
              "application-autoscaling:DeregisterScalableTarget",
              "application-autoscaling:PutScalingPolicy",
              "application-autoscaling:PutScheduledAction",
              "application-autoscaling:RegisterScalableTarget")),
      allow(
          List.of(
              "application-autoscaling:DescribeScalableTargets",
              "application-autoscaling:DescribeScalingPolicies",
              "application-autoscaling:DescribeScheduledActions"),
          List.of("*")),
      allow(
          List.of(
              "application-autoscaling:ListTagsForResource", "application-autoscaling:TagResource"),
          List.of(arn("application-autoscaling", "scalable-target/*"))),
      // Its own alarms, which scaling makes with the permissions of who asks for it
      allow(
          List.of(
              "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm"),
          List.of(
              arn(
                  "cloudwatch",
                  "alarm:TargetTracking-service/%s-platform-*/%s-*"
                      .formatted(environment.prefix(), stack)))),
      pass,
      create
    };
  }

  private PolicyStatement tables(String stack) {
    return allow(
        List.of(
            "dynamodb:CreateTable",
            "dynamodb:CreateTableReplica",
            "dynamodb:DeleteTable",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:DescribeContributorInsights",
            "dynamodb:DescribeKinesisStreamingDestination",
            "dynamodb:DescribeTable",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:GetResourcePolicy",
            "dynamodb:ListTagsOfResource",
            "dynamodb:TagResource",
            "dynamodb:UntagResource",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable",
            "dynamodb:UpdateTimeToLive"),
        List.of(arn("dynamodb", "table/%s-*".formatted(stack))));
  }

  private PolicyStatement forEcsOnly(List<String> actions) {
    PolicyStatement statement =
        allow(actions, List.of(arn("application-autoscaling", "scalable-target/*")));
    statement.addConditions(
        condition("StringEquals", "application-autoscaling:service-namespace", "ecs"));
    return statement;
  }

  /**
   * What carries tags, or gets them with the request: those of the stage, and of a service unless
   * that is null.
   */
  private PolicyStatement tagged(
      List<String> actions, String key, @Nullable String service, List<String> resources) {
    Map<String, Object> tags =
        new TreeMap<>(
            Map.of(
                key + "/project", environment.settings().project(),
                key + "/stage", environment.stage()));
    if (service != null) {
      tags.put(key + "/service", service);
    }
    PolicyStatement statement = allow(actions, resources);
    statement.addConditions(new TreeMap<>(Map.of("StringEquals", tags)));
    return statement;
  }

  private static Map<String, Object> condition(String operator, String key, Object value) {
    return new TreeMap<>(Map.of(operator, new TreeMap<>(Map.of(key, value))));
  }

  private PolicyStatement allow(List<String> actions, List<String> resources) {
    wildcards.addAll(resources);
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(resources)
        .build();
  }

  private String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(
            Aws.PARTITION, service, environment.settings().region(), Aws.ACCOUNT_ID, resource);
  }

  private static String role(String name) {
    return "arn:%s:iam::%s:role/%s".formatted(Aws.PARTITION, Aws.ACCOUNT_ID, name);
  }
}
