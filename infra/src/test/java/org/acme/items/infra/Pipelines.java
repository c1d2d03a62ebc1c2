package org.acme.items.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.items.infra.config.ConfigLoader;
import org.acme.items.infra.config.Delivery;
import org.acme.items.infra.config.DeliveryConfig;
import org.acme.items.infra.config.DeliveryConfig.RepositoryHost;
import org.acme.items.infra.config.DeliveryConfig.Source;

/** Ways of a change: that of this repository, and the same from elsewhere. */
public final class Pipelines {
  private static final Delivery OURS = ConfigLoader.delivery(Synth.ROOT);
  private static final Map<String, Map<String, JsonNode>> DONE = new ConcurrentHashMap<>();

  private Pipelines() {}

  /** As {@code infra/delivery.yaml} says. */
  public static Delivery github() {
    return OURS;
  }

  /** Templates of all pipelines from GitHub, synthesised once for all tests. */
  public static Map<String, JsonNode> templates() {
    return DONE.computeIfAbsent("github", _ -> Synth.of(OURS));
  }

  /** Templates of all pipelines from CodeCommit, synthesised once for all tests. */
  public static Map<String, JsonNode> codeCommitTemplates() {
    return DONE.computeIfAbsent("codecommit", _ -> Synth.of(codeCommit()));
  }

  /** Template of what pipelines from CodeCommit share. */
  public static JsonNode codeCommitShared() {
    return template(codeCommitTemplates(), "shared");
  }

  /** One of several templates. */
  public static JsonNode template(Map<String, JsonNode> templates, String stack) {
    JsonNode template = templates.get(stack);
    if (template == null) {
      throw new IllegalArgumentException("no %s among %s".formatted(stack, templates.keySet()));
    }
    return template;
  }

  /** Properties of the only resource of a type in a template. */
  public static JsonNode properties(JsonNode template, String type) {
    List<JsonNode> found =
        template
            .get("Resources")
            .valueStream()
            .filter(resource -> resource.get("Type").asText().equals(type))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException("%d resources %s".formatted(found.size(), type));
    }
    return found.getFirst().get("Properties");
  }

  /** The same from a repository of CodeCommit. */
  public static Delivery codeCommit() {
    DeliveryConfig ours = OURS.settings();
    return new Delivery(
        OURS.root(),
        new DeliveryConfig(
            ours.account(),
            ours.region(),
            new Source(RepositoryHost.CODECOMMIT, "items", ours.source().branch(), null),
            ours.stages(),
            ours.emails(),
            ours.scanFailOn(),
            ours.logDays()),
        List.copyOf(OURS.stages()));
  }
}
