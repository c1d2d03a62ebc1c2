package org.acme.items.dev;

import java.util.List;
import org.acme.items.dev.Assembly.Stack;

/**
 * The account and region that a stage goes to.
 *
 * @param account of the credentials
 */
record Target(String account, String region) {
  /**
   * Asks AWS whose credentials these are and tells it.
   *
   * @throws DevException if they are of another account than the configuration names, or if a stage
   *     in production names none
   */
  static Target of(String stage, Assembly assembly, Cloud cloud) {
    Stack any = assembly.stacks().getFirst();
    Cloud.Answer answer =
        cloud.aws(List.of("sts", "get-caller-identity", "--query", "Account", "--output", "text"));
    if (answer.exit() != 0) {
      throw new DevException("AWS does not know these credentials: " + answer.output());
    }
    String account = answer.output();
    String file = "infra/config/%s.yaml".formatted(stage);
    if (any.account().isEmpty() && any.isProtected()) {
      throw DevException.usage(
          "%s is in production: name its account in %s (these credentials are of %s)"
              .formatted(stage, file, account));
    }
    if (!any.account().isEmpty() && !any.account().equals(account)) {
      throw DevException.usage(
          "%s belongs into account %s, as %s says; these credentials are of %s"
              .formatted(stage, any.account(), file, account));
    }
    cloud.console().say("%s: account %s, region %s".formatted(stage, account, any.region()));
    return new Target(account, any.region());
  }
}
