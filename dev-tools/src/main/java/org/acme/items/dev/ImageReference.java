package org.acme.items.dev;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in Amazon ECR, as the parameter of a stack names it.
 *
 * @param registry {@code 111111111111.dkr.ecr.eu-central-1.amazonaws.com}
 * @param account of the registry
 * @param region of the registry
 * @param repository {@code items-dev/backend}
 * @param version a digest with its {@code sha256:}, or a commit
 */
record ImageReference(
    String registry, String account, String region, String repository, String version) {
  private static final Pattern ECR =
      Pattern.compile(
          "(([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?)/([a-z0-9._/-]+)"
              + "(?:@(sha256:[0-9a-f]{64})|:([0-9a-f]{7,40}))");

  /** Empty for {@code none} and for other registries. */
  static Optional<ImageReference> of(String image) {
    Matcher ecr = ECR.matcher(image);
    return ecr.matches()
        ? Optional.of(
            new ImageReference(
                ecr.group(1),
                ecr.group(2),
                ecr.group(3),
                ecr.group(4),
                ecr.group(5) == null ? ecr.group(6) : ecr.group(5)))
        : Optional.empty();
  }

  boolean isDigest() {
    return version.startsWith("sha256:");
  }

  /** The same repository's image of a digest. */
  String at(String digest) {
    return "%s/%s@%s".formatted(registry, repository, digest);
  }
}
