package org.acme.items.infra.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the image of a service comes from. */
public sealed interface ImageSource {
  /** The parameter of the stack, which the pipeline sets. */
  record Pipeline() implements ImageSource {}

  /** Built from the checkout by {@code cdk deploy}. */
  record Local() implements ImageSource {}

  /**
   * A fixed image.
   *
   * @param reference {@code registry/name:tag} or {@code registry/name@digest}
   */
  record Registry(String reference) implements ImageSource {
    private static final Pattern ECR =
        Pattern.compile(
            "([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([^:@]+)[:@](.+)");

    /** Whether it is in Amazon ECR, which wants to know who reads. */
    public boolean isEcr() {
      return ECR.matcher(reference).matches();
    }

    /** Of an image in Amazon ECR. */
    public String account() {
      return part(1);
    }

    /** Of an image in Amazon ECR. */
    public String region() {
      return part(2);
    }

    /** Of an image in Amazon ECR. */
    public String repository() {
      return part(3);
    }

    /** Tag or digest of an image in Amazon ECR. */
    public String version() {
      return part(4);
    }

    private String part(int group) {
      Matcher matcher = ECR.matcher(reference);
      if (!matcher.matches()) {
        throw new IllegalStateException(reference + " is not in Amazon ECR");
      }
      return matcher.group(group);
    }
  }
}
