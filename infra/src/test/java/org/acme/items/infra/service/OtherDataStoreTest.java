package org.acme.items.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.acme.items.infra.Synth;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.monitoring.Symptom;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * How to keep data elsewhere than in DynamoDB: a construct with {@link DataStore}, and a factory
 * that gives it to the services that want it. Everything else of the service stays as it is.
 */
class OtherDataStoreTest {
  /** Rows as objects of a bucket; a cluster of Aurora would look the same from outside. */
  private static final class ServiceBucket extends Construct implements DataStore {
    private final Bucket bucket;

    private ServiceBucket(Construct scope, String id) {
      super(scope, id);
      this.bucket =
          Bucket.Builder.create(this, "Bucket")
              .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
              .enforceSsl(true)
              .removalPolicy(RemovalPolicy.RETAIN)
              .build();
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("ITEMS_BUCKET", bucket.getBucketName());
    }

    @Override
    public void grantTo(IGrantable service) {
      bucket.grantReadWrite(service);
    }

    @Override
    public List<IWidget> widgets() {
      return List.of();
    }

    @Override
    public Map<Symptom, IMetric> troubles() {
      return Map.of();
    }
  }

  /** The backend gets a bucket; all others what their manifests say. */
  private static List<DataStore> stores(
      Construct scope, EnvironmentConfig environment, ServiceConfig service) {
    return service.name().equals("backend")
        ? List.of(new ServiceBucket(scope, "Items"))
        : ServiceTable.allOf(scope, environment, service);
  }

  @Test
  void anotherStoreReplacesTheTable() {
    EnvironmentConfig environment = ConfigLoader.load(Synth.ROOT, "staging");

    Synth synth = Synth.of(Synth.ROOT, environment, OtherDataStoreTest::stores);

    assertThat(synth.resources("backend", "AWS::DynamoDB::GlobalTable")).isEmpty();
    assertThat(synth.resources("backend", "AWS::S3::Bucket")).hasSize(1);
    assertThat(synth.container("backend").get("Environment").findValuesAsText("Name"))
        .contains("ITEMS_BUCKET")
        .doesNotContain("ITEMS_TABLE");
    assertThat(synth.template("frontend")).isEqualTo(Synth.of("staging").template("frontend"));
  }
}
