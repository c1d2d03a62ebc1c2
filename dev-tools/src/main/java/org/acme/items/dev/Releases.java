package org.acme.items.dev;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acme.items.dev.Assembly.Stack;
import org.acme.items.dev.Release.Running;
import org.jspecify.annotations.Nullable;

/** Finds out what runs where: CloudFormation knows the image of a stack, ECR its commit. */
final class Releases {
  private final Cloud cloud;

  /** Stages share images; each is asked for once. */
  private final Map<String, Running> known = new HashMap<>();

  Releases(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * Releases of all services that a pipeline brings, by service and then in the order of stages.
   *
   * @param assemblies by stage, in order
   * @throws DevException if AWS does not know the credentials
   */
  List<Release> of(Map<String, Assembly> assemblies) {
    List<Release> releases = new ArrayList<>();
    Map<String, String> accounts = new HashMap<>();
    assemblies.forEach((stage, assembly) -> {
      String region = assembly.stacks().getFirst().region();
      String account = accounts.computeIfAbsent(region, cloud::lookupAccount);
      assembly.stacks().stream()
          .filter(Stack::hasImageParameter)
          .map(stack -> release(stage, stack, account))
          .forEach(releases::add);
    });
    // The sort is stable: stages keep their order.
    releases.sort(Comparator.comparing(Release::service));
    return releases;
  }

  private Release release(String stage, Stack stack, String account) {
    StackState state =
        stack.account().isEmpty() || stack.account().equals(account)
            ? StackState.of(stack.name(), stack.region(), cloud)
            : new StackState.Unreadable(
                "in account %s; these credentials read %s".formatted(stack.account(), account));
    return new Release(stack.shortName(), stage, stack.name(), state, running(state));
  }

  private @Nullable Running running(StackState state) {
    if (!(state instanceof StackState.There there) || there.image().equals("none")) {
      return null;
    }
    return known.computeIfAbsent(there.image(), this::running);
  }

  private Running running(String image) {
    Optional<ImageReference> ecr = ImageReference.of(image);
    if (ecr.isEmpty()) {
      return new Running(image, null, null, "not in Amazon ECR");
    }
    ImageReference reference = ecr.get();
    String commit = reference.isDigest() ? null : reference.version();
    String digest = reference.isDigest() ? reference.version() : null;
    try {
      List<CommitImage> found = CommitImage.one(reference, cloud);
      if (found.isEmpty()) {
        return new Running(image, commit, digest, "no commit in Amazon ECR names it any more");
      }
      CommitImage one = found.getFirst();
      return new Running(
          image, commit == null ? one.commits().getFirst() : commit, one.digest(), "");
    } catch (DevException e) {
      return new Running(image, commit, digest, e.sentence());
    }
  }
}
