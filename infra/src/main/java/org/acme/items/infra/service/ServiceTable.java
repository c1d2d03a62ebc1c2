package org.acme.items.infra.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.config.TableConfig;
import org.acme.items.infra.monitoring.Symptom;
import org.acme.items.infra.platform.Ids;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.MaxThroughputProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** A DynamoDB table as the manifest describes it, on demand with a limit. */
public final class ServiceTable extends Construct implements DataStore {
  /** To read and change rows. No Scan, and nothing that changes the table itself. */
  static final List<String> TABLE_ACTIONS =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:DescribeTable",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:UpdateItem");

  private final String name;
  private final TableConfig config;
  private final TableV2 table;

  public ServiceTable(
      Construct scope, String id, String name, TableConfig config, boolean production) {
    super(scope, id);
    this.name = name;
    this.config = config;
    this.table =
        TableV2.Builder.create(this, "Table")
            .partitionKey(text(config.partitionKey()))
            .sortKey(optional(config.sortKey()))
            .timeToLiveAttribute(config.timeToLive())
            .globalSecondaryIndexes(
                config.indexes().entrySet().stream().map(index -> index(index, config)).toList())
            .billing(
                Billing.onDemand(
                    MaxThroughputProps.builder()
                        .maxReadRequestUnits(config.maxReadUnits())
                        .maxWriteRequestUnits(config.maxWriteUnits())
                        .build()))
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder()
                    .pointInTimeRecoveryEnabled(production)
                    .build())
            .deletionProtection(production)
            .removalPolicy(production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .build();
    if (!production) {
      Acknowledged.by(
          table,
          "AwsSolutions-DDB3",
          "Going back in time is for production; here data may be lost.");
    }
  }

  /** Those that a manifest asks for. */
  public static List<DataStore> allOf(
      Construct scope, EnvironmentConfig environment, ServiceConfig service) {
    List<DataStore> tables = new ArrayList<>();
    service
        .tables()
        .forEach((name, config) ->
            tables.add(
                new ServiceTable(
                    scope,
                    Ids.pascal(name) + "Table",
                    name,
                    config,
                    environment.settings().production())));
    return tables;
  }

  private static GlobalSecondaryIndexPropsV2 index(
      Map.Entry<String, TableConfig.Index> index, TableConfig config) {
    TableConfig.Index wanted = index.getValue();
    return GlobalSecondaryIndexPropsV2.builder()
        .indexName(index.getKey())
        .partitionKey(text(wanted.partitionKey()))
        .sortKey(optional(wanted.sortKey()))
        .projectionType(
            switch (wanted.projection()) {
              case ALL -> ProjectionType.ALL;
              case KEYS_ONLY -> ProjectionType.KEYS_ONLY;
            })
        .maxReadRequestUnits(config.maxReadUnits())
        .maxWriteRequestUnits(config.maxWriteUnits())
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private static @Nullable Attribute optional(@Nullable String name) {
    return name == null ? null : text(name);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(ServiceConfig.variable(name, "TABLE"), table.getTableName());
  }

  @Override
  public void grantTo(IGrantable service) {
    service
        .getGrantPrincipal()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(TABLE_ACTIONS)
                .resources(List.of(table.getTableArn()))
                .build());
    List<String> indexes =
        config.indexes().keySet().stream()
            .map(index -> table.getTableArn() + "/index/" + index)
            .toList();
    if (!indexes.isEmpty()) {
      service
          .getGrantPrincipal()
          .addToPrincipalPolicy(
              PolicyStatement.Builder.create()
                  .effect(Effect.ALLOW)
                  .actions(List.of("dynamodb:Query"))
                  .resources(indexes)
                  .build());
    }
  }

  @Override
  public List<IWidget> widgets() {
    return new TableMetrics(name, table, config.indexes().keySet()).widgets();
  }

  @Override
  public Map<Symptom, IMetric> troubles() {
    return new TableMetrics(name, table, config.indexes().keySet()).troubles();
  }

  public TableV2 table() {
    return table;
  }
}
