package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a new version replaces the old one. */
public record Deployment(
    @Key(
            value =
                "`rolling`: task by task; `blue-green`: all requests move at once, once the new"
                    + " tasks are there; `canary`: a few requests first; `linear`: in equal steps;"
                    + " `all-at-once`: stop all, then start all",
            byDefault = "rolling")
        Strategy strategy,
    @Key(
            value = "percent of requests in the first step (`canary`) or in each (`linear`)",
            otherwise = "10")
        @Min(3)
        @Max(100)
        @Nullable Integer stepPercent,
    @Key(value = "minutes of a step", otherwise = "5") @Min(1) @Max(1440)
        @Nullable Integer stepMinutes,
    @Key(
            value = "minutes that the old tasks stay after all requests have moved, for a way back",
            otherwise = "5")
        @Max(1440)
        @Nullable Integer bakeMinutes,
    @Key(
            value =
                "port of the load balancer on which the new version answers before requests move to"
                    + " it",
            otherwise = "none")
        @Min(1)
        @Max(65_535)
        @Nullable Integer testPort,
    @Key("what happens on the way; not with `rolling` and `all-at-once`") List<Hook> hooks,
    @Key(value = "whether alarms of the service undo a deployment", byDefault = "true")
        boolean rollbackOnAlarm,
    @Key(value = "percent of the tasks that stay healthy, with `rolling`", otherwise = "100")
        @Max(100)
        @Nullable Integer minHealthyPercent,
    @Key(value = "percent of the tasks that may run meanwhile, with `rolling`", otherwise = "200")
        @Min(101)
        @Max(200)
        @Nullable Integer maxPercent) {
  /** How tasks are exchanged. */
  public enum Strategy {
    ROLLING,
    BLUE_GREEN,
    CANARY,
    LINEAR,
    ALL_AT_ONCE;

    /** Whether requests are moved from old tasks to new ones, which all run meanwhile. */
    public boolean shiftsTraffic() {
      return this == BLUE_GREEN || this == CANARY || this == LINEAR;
    }

    boolean hasSteps() {
      return this == CANARY || this == LINEAR;
    }
  }

  /** A stop on the way. */
  public record Hook(
      @Key("when") Stage stage,
      @Key(value = "function that has to agree", otherwise = "a person has to agree")
          @Pattern(
              regexp = "^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:.+$",
              message = "the ARN of a function")
          @Nullable String function,
      @Key(value = "minutes until it is undone if nobody agrees", byDefault = "60")
          @Min(1)
          @Max(20_160)
          int timeoutMinutes) {}

  /** Stages of a deployment, as ECS names them. */
  public enum Stage {
    PRE_SCALE_UP,
    POST_SCALE_UP,
    TEST_TRAFFIC_SHIFT,
    POST_TEST_TRAFFIC_SHIFT,
    PRODUCTION_TRAFFIC_SHIFT,
    POST_PRODUCTION_TRAFFIC_SHIFT
  }

  public Deployment {
    hooks = List.copyOf(hooks);
  }

  public int percentOfStep() {
    return stepPercent == null ? 10 : stepPercent;
  }

  public int minutesOfStep() {
    return stepMinutes == null ? 5 : stepMinutes;
  }

  public int minutesToBake() {
    return bakeMinutes == null ? 5 : bakeMinutes;
  }

  public int healthyPercent() {
    if (strategy == Strategy.ALL_AT_ONCE) {
      return 0;
    }
    return minHealthyPercent == null ? 100 : minHealthyPercent;
  }

  public int mostPercent() {
    if (strategy == Strategy.ALL_AT_ONCE) {
      return 100;
    }
    return maxPercent == null ? 200 : maxPercent;
  }
}
