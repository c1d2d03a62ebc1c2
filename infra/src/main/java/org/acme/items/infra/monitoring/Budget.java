package org.acme.items.infra.monitoring;

import java.util.List;
import java.util.Map;
import org.acme.items.infra.config.EnvironmentConfig;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/** Tells when a stage is about to cost more than planned; it does not stop anything. */
public final class Budget extends Construct {
  /** Percent of the budget at which e-mail goes out. */
  private static final int PERCENT = 80;

  public Budget(Construct scope, String id, EnvironmentConfig environment, int usd) {
    super(scope, id);
    CfnBudget.Builder.create(this, "Budget")
        .budget(
            CfnBudget.BudgetDataProperty.builder()
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(CfnBudget.SpendProperty.builder().amount(usd).unit("USD").build())
                // Counts what carries these tags, once they are activated for billing.
                .costFilters(Map.of("TagKeyValue", List.of("user:stage$" + environment.stage())))
                .build())
        .notificationsWithSubscribers(
            List.of(
                CfnBudget.NotificationWithSubscribersProperty.builder()
                    .notification(
                        CfnBudget.NotificationProperty.builder()
                            .notificationType("ACTUAL")
                            .comparisonOperator("GREATER_THAN")
                            .threshold(PERCENT)
                            .build())
                    .subscribers(
                        environment.settings().alarms().emails().stream()
                            .map(email ->
                                CfnBudget.SubscriberProperty.builder()
                                    .subscriptionType("EMAIL")
                                    .address(email)
                                    .build())
                            .toList())
                    .build()))
        .build();
  }
}
