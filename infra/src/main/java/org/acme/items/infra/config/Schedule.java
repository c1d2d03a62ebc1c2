package org.acme.items.infra.config;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.Optional;

/** A count from a time of day on. */
public record Schedule(
    @Key(
            "when: minute hour day-of-month month day-of-week year, as Application Auto Scaling reads it")
        @Pattern(
            regexp = "^[^ ]+( [^ ]+){5}$",
            message = "six fields such as \"0 20 ? * MON-FRI *\"")
        String cron,
    @Key(value = "of the times", byDefault = "Etc/UTC")
        @Pattern(
            regexp = "^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$",
            message = "a zone such as Europe/Berlin")
        String timeZone,
    @Key("least tasks from then on") @Max(1000) int min,
    @Key("most tasks from then on") @Max(1000) int max) {
  /** As AWS reads them; "Cron expressions" in the guide to Amazon EventBridge Scheduler. */
  private static final CronParser CRON =
      new CronParser(
          CronDefinitionBuilder.defineCron()
              .withMinutes()
              .and()
              .withHours()
              .and()
              .withDayOfMonth()
              .supportsL()
              .supportsW()
              .supportsQuestionMark()
              .and()
              .withMonth()
              .and()
              .withDayOfWeek()
              .withValidRange(1, 7)
              .withMondayDoWValue(2)
              .supportsL()
              .supportsHash()
              .supportsQuestionMark()
              .and()
              .withYear()
              .withValidRange(1970, 2199)
              .and()
              .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
              .instance());

  /** What is wrong with {@link #cron}, if anything is. */
  Optional<String> mistake() {
    try {
      CRON.parse(cron).validate();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          String.valueOf(e.getMessage()).replaceFirst("^Failed to parse cron expression. ", ""));
    }
  }

  /** Whether there is such a zone. */
  boolean hasZone() {
    return ZoneId.getAvailableZoneIds().contains(timeZone);
  }
}
