package org.acme.items.dev;

import java.util.List;
import org.acme.items.dev.Assembly.Stack;

/**
 * What {@code cdk bootstrap} makes in an account and region.
 *
 * @param parameter of Systems Manager, by which it is found; empty if none is needed
 */
record Toolkit(String account, String region, String parameter) {
  /** The one that the stacks of an assembly need. */
  static Toolkit of(Target target, Assembly assembly) {
    Stack any = assembly.stacks().getFirst();
    return new Toolkit(target.account(), target.region(), any.bootstrap());
  }

  int bootstrap(Cloud cloud) {
    return cloud.cdk(List.of("bootstrap", "aws://%s/%s".formatted(account, region)));
  }

  /** Anything but a clear no is left to the CDK, which looks itself. */
  int bootstrapIfMissing(Cloud cloud) {
    if (parameter.isEmpty() || !isMissing(cloud)) {
      return 0;
    }
    cloud
        .console()
        .say("Preparing account %s, region %s for the CDK (once)".formatted(account, region));
    return bootstrap(cloud);
  }

  private boolean isMissing(Cloud cloud) {
    Cloud.Answer answer =
        cloud.aws(
            List.of(
                "ssm",
                "get-parameter",
                "--name",
                parameter,
                "--region",
                region,
                "--query",
                "Parameter.Value",
                "--output",
                "text"));
    return answer.exit() != 0 && answer.output().contains("ParameterNotFound");
  }
}
