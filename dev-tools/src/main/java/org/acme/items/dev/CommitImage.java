package org.acme.items.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An image that a pipeline pushed.
 *
 * @param commits that it was built of, its immutable tags; two commits may make the same image
 * @param digest with its {@code sha256:}
 * @param pushed when ECR got it
 */
record CommitImage(List<String> commits, String digest, Instant pushed) {
  private static final String COMMIT = "[0-9a-f]{7,40}";

  CommitImage {
    commits = List.copyOf(commits);
  }

  /**
   * Those of a repository, newest first. Without those that no commit names: build caches,
   * signatures, parts of images for several processors.
   *
   * @throws DevException if ECR does not tell
   */
  static List<CommitImage> all(ImageReference repository, Cloud cloud) {
    return ask(repository, List.of("--filter", "tagStatus=TAGGED"), cloud);
  }

  /**
   * The image that a reference names; empty if ECR does not have it any more, or if no commit names
   * it.
   *
   * @throws DevException if ECR does not tell
   */
  static List<CommitImage> one(ImageReference image, Cloud cloud) {
    String key = image.isDigest() ? "imageDigest=" : "imageTag=";
    return ask(image, List.of("--image-ids", key + image.version()), cloud);
  }

  private static List<CommitImage> ask(ImageReference repository, List<String> which, Cloud cloud) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "ecr",
                "describe-images",
                "--registry-id",
                repository.account(),
                "--repository-name",
                repository.repository(),
                "--region",
                repository.region(),
                "--output",
                "json"));
    arguments.addAll(which);
    Cloud.Answer answer = cloud.aws(arguments);
    if (answer.output().contains("ImageNotFoundException")) {
      return List.of();
    }
    if (answer.exit() != 0) {
      throw new DevException(
          "ECR does not tell what is in %s: %s"
              .formatted(repository.repository(), answer.output()));
    }
    try {
      List<CommitImage> images = new ArrayList<>();
      for (JsonNode image : new ObjectMapper().readTree(answer.output()).path("imageDetails")) {
        List<String> commits =
            image
                .path("imageTags")
                .valueStream()
                .map(JsonNode::asText)
                .filter(tag -> tag.matches(COMMIT))
                .sorted()
                .toList();
        if (!commits.isEmpty()) {
          images.add(
              new CommitImage(
                  commits,
                  image.path("imageDigest").asText(),
                  AwsTime.of(image.path("imagePushedAt"))));
        }
      }
      images.sort(Comparator.comparing(CommitImage::pushed).reversed());
      return images;
    } catch (JsonProcessingException e) {
      throw new DevException("ECR tells no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Whether a commit, or its beginning, names it. */
  boolean isOf(String commit) {
    return commits.stream().anyMatch(tag -> tag.startsWith(commit) || commit.startsWith(tag));
  }

  boolean is(ImageReference image) {
    return digest.equals(image.version()) || commits.contains(image.version());
  }

  /** For people: {@code 1a2b3c4d5e of 2026-01-31 14:05Z}. */
  String shown() {
    return "%s of %s".formatted(shortened(commits.getFirst()), AwsTime.shown(pushed));
  }

  /** Enough of a commit, or of a digest without its algorithm, to tell it from others. */
  static String shortened(String version) {
    String bare = version.replace("sha256:", "");
    return bare.substring(0, Math.min(10, bare.length()));
  }
}
