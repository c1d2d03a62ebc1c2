package org.acme.items.infra.platform;

import java.util.List;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.ImageTagMutabilityExclusionFilter;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.ecr.TagStatus;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.constructs.Construct;

/**
 * A repository per service. Tags cannot be moved, so that what was tested is what runs; only the
 * cache of builds is written again and again.
 */
public final class RegistryStack extends Stack {
  /**
   * Two versions each workday for a year. A task whose image is gone cannot be started again, so a
   * stage that lags behind by more is in danger; layers are shared, so old versions cost little.
   */
  private static final int IMAGES_KEPT = 500;

  private static final String CACHE_TAG = "buildcache";

  public RegistryStack(
      Construct scope, String id, StackProps props, EnvironmentConfig environment) {
    super(scope, id, props);
    for (ServiceConfig service : environment.repositories()) {
      Repository repository =
          Repository.Builder.create(this, Ids.pascal(service.name()))
              .repositoryName(environment.repository(service))
              .imageScanOnPush(true)
              .imageTagMutability(TagMutability.IMMUTABLE_WITH_EXCLUSION)
              .imageTagMutabilityExclusionFilters(
                  List.of(ImageTagMutabilityExclusionFilter.wildcard(CACHE_TAG)))
              .lifecycleRules(List.of(untagged(), oldest()))
              .emptyOnDelete(!environment.keepsImages())
              .removalPolicy(
                  environment.keepsImages() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
              .build();
      environment
          .settings()
          .registry()
          .readers()
          .forEach(account -> repository.grantPull(new AccountPrincipal(account)));
    }
  }

  private static LifecycleRule untagged() {
    return LifecycleRule.builder()
        .rulePriority(1)
        .tagStatus(TagStatus.UNTAGGED)
        .maxImageAge(Duration.days(7))
        .build();
  }

  private static LifecycleRule oldest() {
    return LifecycleRule.builder().rulePriority(2).maxImageCount(IMAGES_KEPT).build();
  }
}
