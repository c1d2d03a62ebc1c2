package org.acme.items.dev;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.acme.items.dev.Assembly.Stack;
import org.acme.items.dev.StackState.There;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev rollback}: the way of a release, with an image that is there already. */
@Command(
    name = "rollback",
    description =
        "Run an earlier image of a service again; only the image changes. Exit code 1 if its tasks do"
            + " not get well, after which AWS goes back by itself.")
final class RollbackCommand implements Callable<Integer> {
  private static final int LISTED = 10;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  @Parameters(index = "0", paramLabel = "SERVICE")
  private String service = "";

  @Parameters(index = "1", paramLabel = "STAGE")
  private String stage = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "COMMIT",
      description =
          "Or its beginning; the newest image that was pushed before the running one without it.")
  private @Nullable String commit;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  private final Cloud cloud;

  RollbackCommand(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    if (commit != null && !commit.matches("[0-9a-f]{4,40}")) {
      throw DevException.usage(
          "A commit is 4 to 40 hexadecimal digits, got \"%s\"".formatted(commit));
    }
    Assembly assembly = cloud.quietAssembly(stage);
    Stack stack = assembly.chosen(List.of(service)).getFirst();
    if (!stack.hasImageParameter()) {
      throw DevException.usage(stack.name() + " takes no image");
    }
    Target.of(stage, assembly, cloud);
    There before = deployed(stack);
    ImageReference running =
        ImageReference.of(before.image())
            .orElseThrow(() ->
                new DevException(
                    before.image().equals("none")
                        ? stack.name() + " runs no image, so there is none before it"
                        : "%s runs %s, which is not in Amazon ECR; name the image: ./dev deploy %s %s --image IMAGE"
                            .formatted(stack.name(), before.image(), stage, service)));
    List<CommitImage> images = CommitImage.all(running, cloud);
    CommitImage wanted = commit == null ? before(running, images) : named(commit, images);
    if (wanted.is(running)) {
      cloud.console().say("%s runs %s already".formatted(stack.name(), wanted.shown()));
      return 0;
    }
    if (!isConfirmed(stack, shown(running, images), wanted)) {
      cloud.console().say("Nothing was changed");
      return 1;
    }
    ImageUpdate update = new ImageUpdate(stack.name(), stack.region(), before, cloud);
    return tell(update, update.run(running.at(wanted.digest())), running, wanted);
  }

  private There deployed(Stack stack) {
    There there =
        switch (StackState.of(stack.name(), stack.region(), cloud)) {
          case There found -> found;
          case StackState.Absent _ ->
              throw new DevException(
                  "%s is not there yet: ./dev deploy %s".formatted(stack.name(), stage));
          case StackState.Unreadable unreadable ->
              throw new DevException(
                  "AWS does not tell about %s: %s".formatted(stack.name(), unreadable.why()));
        };
    if (there.isInProgress()) {
      throw new DevException(
          "%s is %s: wait for it, or undo it with aws cloudformation cancel-update-stack --stack-name %s --region %s"
              .formatted(stack.name(), there.status(), stack.name(), stack.region()));
    }
    return there;
  }

  private static CommitImage before(ImageReference running, List<CommitImage> images) {
    CommitImage current =
        images.stream()
            .filter(image -> image.is(running))
            .findFirst()
            .orElseThrow(() ->
                DevException.usage(
                    "The running image is not in %s any more, so none is before it; name a commit:\n%s"
                        .formatted(running.repository(), listed(images))));
    return images.stream()
        .filter(image -> image.pushed().isBefore(current.pushed()))
        .findFirst()
        .orElseThrow(() ->
            new DevException(
                "%s has no image from before the running one, %s"
                    .formatted(running.repository(), current.shown())));
  }

  private static CommitImage named(String commit, List<CommitImage> images) {
    List<CommitImage> found = images.stream().filter(image -> image.isOf(commit)).toList();
    if (found.isEmpty()) {
      throw DevException.usage(
          "No image is of commit %s; the last ones:\n%s".formatted(commit, listed(images)));
    }
    if (found.size() > 1) {
      throw DevException.usage(
          "Several images are of commits that begin with %s:\n%s".formatted(commit, listed(found)));
    }
    return found.getFirst();
  }

  private static String listed(List<CommitImage> images) {
    return images.isEmpty()
        ? "  none"
        : images.stream()
            .limit(LISTED)
            .map(image ->
                "  %s  %s"
                    .formatted(AwsTime.shown(image.pushed()), String.join(" ", image.commits())))
            .collect(Collectors.joining("\n"));
  }

  private static String shown(ImageReference running, List<CommitImage> images) {
    return images.stream()
        .filter(image -> image.is(running))
        .findFirst()
        .map(CommitImage::shown)
        .orElseGet(running::version);
  }

  private boolean isConfirmed(Stack stack, String running, CommitImage wanted) {
    String change = "%s runs %s and shall run %s".formatted(stack.name(), running, wanted.shown());
    if (yes) {
      cloud.console().say(change);
      return true;
    }
    return cloud.ask(change + ". Type yes to do it:").equals("yes");
  }

  /** What became of it; 0 only if the stack has the wanted image now. */
  private int tell(ImageUpdate update, There after, ImageReference running, CommitImage wanted) {
    boolean isDone =
        after.status().startsWith("UPDATE_COMPLETE")
            && after.image().equals(running.at(wanted.digest()));
    if (isDone) {
      cloud
          .console()
          .say(
              "%s runs %s now. The next release brings its own image: take the bad change back too"
                  .formatted(update.stack(), wanted.shown()));
      return 0;
    }
    String why = update.firstFailure();
    cloud
        .console()
        .say(
            (after.status().equals("UPDATE_ROLLBACK_COMPLETE")
                    ? "%s did not get well with %s and went back by itself: it has %s again (%s)"
                        .formatted(update.stack(), wanted.shown(), after.image(), after.status())
                    : "%s did not get to %s: it is %s with %s"
                        .formatted(update.stack(), wanted.shown(), after.status(), after.image()))
                + (why.isEmpty() ? "" : "\n  " + why));
    return 1;
  }
}
