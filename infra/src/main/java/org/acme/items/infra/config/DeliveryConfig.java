package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a push gets through the stages: {@code infra/delivery.yaml}. */
public record DeliveryConfig(
    @Key(value = "account of the pipelines", otherwise = "that of the credentials")
        @Pattern(regexp = Names.ACCOUNT, message = Names.ACCOUNT_HINT)
        @Nullable String account,
    @Key("where the pipelines are, which is where all stages are")
        @Pattern(regexp = Names.REGION, message = Names.REGION_HINT)
        String region,
    @Key("where the source is") Source source,
    @Key("stages in the order in which a change goes through them; each runs the same image")
        List<Step> stages,
    @Key("who is told of failures, and asked to approve; each address confirms once")
        List<@Pattern(regexp = Names.EMAIL, message = Names.EMAIL_HINT) String> emails,
    @Key(
            value = "worst finding of the image scan with which an image is not deployed",
            byDefault = "high")
        Severity scanFailOn,
    @Key(
            value =
                "days that logs and caches of builds are kept; what they made is kept for a year",
            byDefault = "30")
        int logDays) {
  /** Where the source is. */
  public record Source(
      @Key("who hosts it; all but `codecommit` by a connection that a person accepts once")
          RepositoryHost provider,
      @Key("`owner/name`; with `codecommit` its name, and it has to exist")
          @Pattern(
              regexp = "^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$",
              message = "owner/name, or a name with codecommit")
          String repository,
      @Key(value = "branch that is delivered", byDefault = "main")
          @Pattern(regexp = "^[A-Za-z0-9_./-]+$", message = "the name of a branch")
          String branch,
      @Key(value = "connection that is there already", otherwise = "one is made")
          @Pattern(
              regexp =
                  "^arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{12}:connection/.+$",
              message = "the ARN of a connection")
          @Nullable String connectionArn) {}

  /** Hosts of repositories. */
  public enum RepositoryHost {
    GITHUB,
    GITLAB,
    BITBUCKET,
    CODECOMMIT
  }

  /** What happens on the way into a stage, and before the next. */
  public record Step(
      @Key("name of its file in `infra/config`")
          @Pattern(regexp = Names.NAME, message = Names.NAME_HINT)
          String stage,
      @Key(
              value = "whether a person has to agree before; must be in production",
              byDefault = "false")
          boolean approval,
      @Key(
              value = "whether the site is looked at after; where no service is public nothing is",
              byDefault = "true")
          boolean smokeTest,
      @Key(value = "load on the site after, judged by the service's `slo`", otherwise = "none")
          @Nullable Load load,
      @Key(
              value =
                  "minutes for which alarms of the service are watched after; one that rings takes"
                      + " the stage back",
              byDefault = "0")
          @Max(60)
          int soakMinutes) {}

  /** How much. */
  public record Load(
      @Key("requests a second") @Min(1) @Max(1000) int rate,
      @Key("minutes") @Min(1) @Max(60) int minutes) {}

  /** Of a finding, as Amazon ECR counts them. */
  public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    OFF
  }

  public DeliveryConfig {
    stages = List.copyOf(stages);
    emails = List.copyOf(emails);
  }
}
