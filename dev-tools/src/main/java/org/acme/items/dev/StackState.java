package org.acme.items.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack as CloudFormation has it. */
sealed interface StackState {
  /**
   * It is there.
   *
   * @param status in the words of CloudFormation, {@code UPDATE_COMPLETE}
   * @param changed when it was last made, updated or went back; not only by another image
   * @param parameters by name
   */
  record There(String status, Instant changed, Map<String, String> parameters)
      implements StackState {
    public There {
      parameters = Map.copyOf(parameters);
    }

    /** What {@code Image} says, while the stack works; {@code none} for no image. */
    String image() {
      return StageDeployment.NEVER_WORKED.contains(status) || status.startsWith("DELETE_")
          ? "none"
          : parameters.getOrDefault("Image", "none");
    }

    boolean isInProgress() {
      return status.endsWith("_IN_PROGRESS");
    }
  }

  /** There is none of this name. */
  record Absent() implements StackState {}

  /**
   * Nobody knows.
   *
   * @param why in the words of AWS, or ours
   */
  record Unreadable(String why) implements StackState {}

  /** Asks CloudFormation. */
  static StackState of(String name, String region, Cloud cloud) {
    Cloud.Answer answer =
        cloud.aws(
            List.of(
                "cloudformation",
                "describe-stacks",
                "--stack-name",
                name,
                "--region",
                region,
                "--output",
                "json"));
    if (answer.exit() != 0) {
      return answer.output().contains("does not exist")
          ? new Absent()
          : new Unreadable(answer.output());
    }
    try {
      JsonNode stack = new ObjectMapper().readTree(answer.output()).at("/Stacks/0");
      Map<String, String> parameters = new TreeMap<>();
      for (JsonNode parameter : stack.path("Parameters")) {
        parameters.put(
            parameter.path("ParameterKey").asText(), parameter.path("ParameterValue").asText());
      }
      return new There(
          stack.path("StackStatus").asText(),
          AwsTime.of(
              stack.hasNonNull("LastUpdatedTime")
                  ? stack.path("LastUpdatedTime")
                  : stack.path("CreationTime")),
          parameters);
    } catch (JsonProcessingException e) {
      return new Unreadable("no JSON: " + e.getOriginalMessage());
    }
  }
}
