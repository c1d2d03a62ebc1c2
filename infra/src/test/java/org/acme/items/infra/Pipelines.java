package org.acme.items.infra;

import java.util.List;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.DeliveryConfig;
import org.acme.items.infra.config.DeliveryConfig.RepositoryHost;
import org.acme.items.infra.config.DeliveryConfig.Source;

/** Ways of a change: that of this repository, and the same from elsewhere. */
public final class Pipelines {
  private static final Delivery OURS = ConfigLoader.delivery(Synth.ROOT);

  private Pipelines() {}

  /** As {@code infra/delivery.yaml} says. */
  public static Delivery github() {
    return OURS;
  }

  /** The same from a repository of CodeCommit. */
  public static Delivery codeCommit() {
    DeliveryConfig ours = OURS.settings();
    return new Delivery(
        OURS.root(),
        new DeliveryConfig(
            ours.account(),
            ours.region(),
            new Source(RepositoryHost.CODECOMMIT, "items", ours.source().branch(), null),
            ours.stages(),
            ours.emails(),
            ours.scanFailOn(),
            ours.logDays()),
        List.copyOf(OURS.stages()));
  }
}
