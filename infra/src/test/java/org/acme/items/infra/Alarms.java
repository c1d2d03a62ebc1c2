package org.acme.items.infra;

import com.fasterxml.jackson.databind.JsonNode;

/** Alarms of templates. */
public final class Alarms {
  private Alarms() {}

  /** Whether an alarm counts only together with others, which tell somebody in its place. */
  public static boolean isPartOfAnother(Synth synth, String stack, JsonNode alarm) {
    String name = alarm.at("/Properties/AlarmName").asText();
    String id =
        synth
            .template(stack)
            .get("Resources")
            .propertyStream()
            .filter(
                resource -> resource.getValue().at("/Properties/AlarmName").asText().equals(name))
            .findFirst()
            .orElseThrow()
            .getKey();
    return synth.resources(stack, "AWS::CloudWatch::CompositeAlarm").stream()
        .anyMatch(composite ->
            composite.at("/Properties/AlarmRule").toString().contains("\"%s\"".formatted(id)));
  }
}
