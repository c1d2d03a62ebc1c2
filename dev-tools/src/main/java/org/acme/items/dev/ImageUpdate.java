package org.acme.items.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.acme.items.dev.StackState.There;

/**
 * Gives a stack another image and nothing else. Its template stays as deployed. CloudFormation
 * keeps tags, role and notifications that an update does not name, but sets back parameters that it
 * does not name; so all are named.
 *
 * @param before the stack as it was found
 */
record ImageUpdate(String stack, String region, There before, Cloud cloud) {
  /**
   * Changes the image and waits.
   *
   * @return the stack after it, which may have gone back by itself
   * @throws DevException if AWS refuses the update, or does not tell what became of it
   */
  There run(String image) {
    List<String> arguments =
        cloudFormation(
            "update-stack",
            "--use-previous-template",
            "--capabilities",
            "CAPABILITY_NAMED_IAM",
            "--parameters",
            "ParameterKey=Image,ParameterValue=" + image);
    for (Map.Entry<String, String> parameter : new TreeMap<>(before.parameters()).entrySet()) {
      if (!parameter.getKey().equals("Image")) {
        arguments.add("ParameterKey=%s,UsePreviousValue=true".formatted(parameter.getKey()));
      }
    }
    Cloud.Answer answer = cloud.aws(arguments);
    if (answer.exit() != 0) {
      throw new DevException(
          "AWS does not update %s, nothing was changed: %s".formatted(stack, answer.output()));
    }
    cloud
        .console()
        .say(
            ("%s is updated; its tasks are replaced as its service.yaml says, which may take a while."
                    + " Ending this command does not end it: ./dev release status")
                .formatted(stack));
    return wait(image);
  }

  /** The command line of AWS waits for an hour at most; slow deployments take longer. */
  private There wait(String image) {
    while (true) {
      Cloud.Answer waited = cloud.aws(cloudFormation("wait", "stack-update-complete"));
      There there =
          switch (StackState.of(stack, region, cloud)) {
            case There now -> now;
            case StackState.Absent _ -> throw new DevException(stack + " is not there any more");
            case StackState.Unreadable unreadable ->
                throw new DevException(
                    "%s was updated to %s, but AWS does not tell what became of it: %s"
                        .formatted(stack, image, unreadable.why()));
          };
      if (!there.isInProgress() || there.status().equals("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")) {
        return there;
      }
      if (waited.exit() != 0 && !waited.output().contains("Max attempts")) {
        throw new DevException(
            "%s is still %s, but AWS does not tell when it ends: %s"
                .formatted(stack, there.status(), waited.output()));
      }
      cloud.console().say("%s is still %s".formatted(stack, there.status()));
    }
  }

  /** What failed first since the update began, in the words of AWS; empty if it does not tell. */
  String firstFailure() {
    Cloud.Answer answer =
        cloud.aws(
            cloudFormation("describe-stack-events", "--max-items", "200", "--output", "json"));
    String first = "";
    if (answer.exit() == 0) {
      try {
        // Newest first.
        for (JsonNode event : new ObjectMapper().readTree(answer.output()).path("StackEvents")) {
          String status = event.path("ResourceStatus").asText();
          if (status.endsWith("_FAILED")) {
            first =
                "%s: %s"
                    .formatted(
                        event.path("LogicalResourceId").asText(),
                        event.path("ResourceStatusReason").asText());
          }
          if (status.equals("UPDATE_IN_PROGRESS")
              && event.path("ResourceType").asText().equals("AWS::CloudFormation::Stack")) {
            break;
          }
        }
      } catch (JsonProcessingException e) {
        return "";
      }
    }
    return first;
  }

  private List<String> cloudFormation(String... command) {
    List<String> arguments = new ArrayList<>(List.of("cloudformation"));
    arguments.addAll(List.of(command));
    // The list of parameters would swallow what follows it.
    int end = arguments.indexOf("--use-previous-template");
    arguments.addAll(
        end < 0 ? arguments.size() : end, List.of("--stack-name", stack, "--region", region));
    return arguments;
  }
}
