package org.acme.items.infra.platform;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/** AWS WAF: Amazon's common rules, known bad input, and a limit per address. */
final class Firewall extends Construct {
  /** In five minutes from one address; a person with a browser stays far below. */
  private static final int REQUESTS_PER_ADDRESS = 10_000;

  Firewall(Construct scope, String id, String loadBalancerArn) {
    super(scope, id);
    CfnWebACL rules =
        CfnWebACL.Builder.create(this, "WebAcl")
            .scope("REGIONAL")
            .defaultAction(
                CfnWebACL.DefaultActionProperty.builder()
                    .allow(CfnWebACL.AllowActionProperty.builder().build())
                    .build())
            .visibilityConfig(visible("all"))
            .rules(
                List.of(
                    // It would refuse forms over 8 KB; the services have limits of their own.
                    managed("AWSManagedRulesCommonRuleSet", 0, List.of("SizeRestrictions_BODY")),
                    managed("AWSManagedRulesKnownBadInputsRuleSet", 1, List.of()),
                    limit(2)))
            .build();
    CfnWebACLAssociation.Builder.create(this, "Association")
        .webAclArn(rules.getAttrArn())
        .resourceArn(loadBalancerArn)
        .build();
  }

  private static CfnWebACL.RuleProperty managed(
      String name, int priority, List<String> countedOnly) {
    return CfnWebACL.RuleProperty.builder()
        .name(name)
        .priority(priority)
        .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
        .statement(
            CfnWebACL.StatementProperty.builder()
                .managedRuleGroupStatement(
                    CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                        .vendorName("AWS")
                        .name(name)
                        .ruleActionOverrides(
                            countedOnly.stream()
                                .map(rule ->
                                    CfnWebACL.RuleActionOverrideProperty.builder()
                                        .name(rule)
                                        .actionToUse(
                                            CfnWebACL.RuleActionProperty.builder()
                                                .count(
                                                    CfnWebACL.CountActionProperty.builder().build())
                                                .build())
                                        .build())
                                .toList())
                        .build())
                .build())
        .visibilityConfig(visible(name))
        .build();
  }

  private static CfnWebACL.RuleProperty limit(int priority) {
    return CfnWebACL.RuleProperty.builder()
        .name("RequestsPerAddress")
        .priority(priority)
        .action(
            CfnWebACL.RuleActionProperty.builder()
                .block(CfnWebACL.BlockActionProperty.builder().build())
                .build())
        .statement(
            CfnWebACL.StatementProperty.builder()
                .rateBasedStatement(
                    CfnWebACL.RateBasedStatementProperty.builder()
                        .aggregateKeyType("IP")
                        .limit(REQUESTS_PER_ADDRESS)
                        .build())
                .build())
        .visibilityConfig(visible("requests-per-address"))
        .build();
  }

  private static CfnWebACL.VisibilityConfigProperty visible(String name) {
    return CfnWebACL.VisibilityConfigProperty.builder()
        .metricName(name)
        .cloudWatchMetricsEnabled(true)
        .sampledRequestsEnabled(true)
        .build();
  }
}
