package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;

/** A count from a time of day on. */
public record Schedule(
    @Key(
            "when: minute hour day-of-month month day-of-week year, as Application Auto Scaling reads it")
        @Pattern(
            regexp =
                "^[0-9*/,-]+ [0-9*/,-]+ [0-9A-Z*/,?#LW-]+ [0-9A-Z*/,-]+ [0-9A-Z*/,?#L-]+ [0-9*/,-]+$",
            message = "six fields such as \"0 20 ? * MON-FRI *\"")
        String cron,
    @Key(value = "of the times", byDefault = "Etc/UTC")
        @Pattern(
            regexp = "^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$",
            message = "a zone such as Europe/Berlin")
        String timeZone,
    @Key("least tasks from then on") @Max(1000) int min,
    @Key("most tasks from then on") @Max(1000) int max) {}
