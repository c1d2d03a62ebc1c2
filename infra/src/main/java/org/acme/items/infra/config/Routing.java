package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which requests a load balancer sends to a service, and how it checks its tasks. */
public record Routing(
    @Key("paths it gets; none: all")
        List<@Pattern(regexp = Names.ROUTE, message = Names.ROUTE_HINT) String> paths,
    @Key("host names it gets; none: all")
        List<@Pattern(regexp = Names.HOST, message = Names.HOST_HINT) String> hosts,
    @Key(
            value = "of two rules that fit, the one with the smaller number wins",
            otherwise = "needed behind a load balancer that services share")
        @Min(1)
        @Max(49_000)
        @Nullable Integer priority,
    @Key(
            value = "of an internal service: the load balancer that all share, or one of its own",
            byDefault = "shared")
        Sharing loadBalancer,
    @Key(value = "seconds between two health checks of a task", byDefault = "5") @Min(5) @Max(300)
        int checkSeconds,
    @Key(value = "seconds after which a check has failed", byDefault = "4") @Min(2) @Max(120)
        int checkTimeoutSeconds,
    @Key(value = "good checks in a row until a task gets requests", byDefault = "2")
        @Min(2)
        @Max(10)
        int healthyChecks,
    @Key(value = "bad checks in a row until it gets none", byDefault = "2") @Min(2) @Max(10)
        int unhealthyChecks,
    @Key(value = "seconds that a leaving task may take for requests under way", byDefault = "10")
        @Max(3600)
        int drainSeconds) {
  /** Of an internal load balancer. */
  public enum Sharing {
    SHARED,
    OWN
  }

  public Routing {
    paths = List.copyOf(paths);
    hosts = List.copyOf(hosts);
  }
}
