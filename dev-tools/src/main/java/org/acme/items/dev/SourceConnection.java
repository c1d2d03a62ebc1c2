package org.acme.items.dev;

import java.util.List;
import org.acme.items.dev.Assembly.Stack;

/**
 * The connection to GitHub, GitLab or Bitbucket that pipelines take their source from. A person has
 * to accept it once, in the console: AWS offers no other way.
 *
 * @param delivery the stacks of the pipelines, deployed
 */
record SourceConnection(Assembly delivery, Cloud cloud) {
  private static final String OUTPUT = "ConnectionArn";

  /** Tells whether something is left to do; nothing where the source needs no connection. */
  void tell() {
    delivery.stacks().stream()
        .filter(stack -> stack.shortName().equals("shared"))
        .filter(stack -> stack.template().at("/Outputs/" + OUTPUT).isObject())
        .findFirst()
        .ifPresent(this::tell);
  }

  private void tell(Stack shared) {
    Cloud.Answer arn =
        cloud.aws(
            List.of(
                "cloudformation",
                "describe-stacks",
                "--stack-name",
                shared.name(),
                "--region",
                shared.region(),
                "--query",
                "Stacks[0].Outputs[?OutputKey=='%s'].OutputValue".formatted(OUTPUT),
                "--output",
                "text"));
    if (arn.exit() != 0 || arn.output().isEmpty()) {
      sayUnknown(shared, arn);
      return;
    }
    Cloud.Answer status =
        cloud.aws(
            List.of(
                "codeconnections",
                "get-connection",
                "--connection-arn",
                arn.output(),
                "--region",
                shared.region(),
                "--query",
                "Connection.ConnectionStatus",
                "--output",
                "text"));
    if (status.exit() != 0) {
      sayUnknown(shared, status);
      return;
    }
    cloud
        .console()
        .say(
            switch (status.output()) {
              case "AVAILABLE" -> "The connection to the repository is accepted.";
              case "PENDING" -> humanStep(shared, arn.output());
              default ->
                  "The connection to the repository is %s: look at %s"
                      .formatted(status.output(), console(shared));
            });
  }

  private static String humanStep(Stack shared, String arn) {
    return """

    ONE STEP IS LEFT FOR YOU: accept the connection to the repository.
      1. Open %s
      2. Choose the connection that is pending, with the id %s
      3. "Update pending connection"
    Pipelines that ran before then failed at their source: "Release change" or the next push
    starts them again.\
    """
        .formatted(console(shared), arn.replaceFirst("^.*/", ""));
  }

  private void sayUnknown(Stack shared, Cloud.Answer answer) {
    cloud
        .console()
        .say(
            "Whether the connection to the repository is accepted, AWS does not tell; look at %s (%s)"
                .formatted(console(shared), answer.output()));
  }

  private static String console(Stack shared) {
    return "https://console.aws.amazon.com/codesuite/settings/connections?region=%s"
        .formatted(shared.region());
  }
}
