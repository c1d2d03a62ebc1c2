package org.acme.items.infra.checks;

import software.amazon.awscdk.Acknowledgment;
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
}
