package org.acme.items.infra.checks;

import java.util.Collection;
import java.util.List;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Findings of linters that are meant to be, each with its reason next to the construct. */
public final class Acknowledged {
  private Acknowledged() {}

  /**
   * Says that a finding is meant to be.
   *
   * @param rule of cdk-nag, such as {@code AwsSolutions-ELB2}
   * @param reason a sentence; a test refuses short ones
   */
  public static void by(IConstruct construct, String rule, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }

  /** Says that resources of an IAM policy are meant to have wildcards; others are left out. */
  public static void wildcards(IConstruct construct, Collection<String> resources, String reason) {
    resources.stream()
        .filter(resource -> resource.contains("*"))
        .distinct()
        .map(resource ->
            resource
                .replace(Aws.ACCOUNT_ID, "<AWS::AccountId>")
                .replace(Aws.PARTITION, "<AWS::Partition>"))
        .forEach(resource ->
            by(construct, "AwsSolutions-IAM5[Resource::%s]".formatted(resource), reason));
  }

  /** What the library lets builds and pipelines do with artifacts and their key. */
  public static void artifacts(IConstruct construct, String bucketArn, String reason) {
    for (String action :
        List.of(
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
            "s3:Abort*",
            "s3:DeleteObject*",
            "s3:GetBucket*",
            "s3:GetObject*",
            "s3:List*")) {
      by(construct, "AwsSolutions-IAM5[Action::%s]".formatted(action), reason);
    }
    wildcards(construct, List.of(bucketArn + "/*"), reason);
  }
}
