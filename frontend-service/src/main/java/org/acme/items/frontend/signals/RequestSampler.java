package org.acme.items.frontend.signals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Which traces leave: a share of the requests, each with all that follows from it. What the service
 * does by itself, such as to ask for the health of the backend, is none of them.
 */
final class RequestSampler {
  @Produces
  @Singleton
  Sampler sampler(SignalsConfig config) {
    return Sampler.parentBased(new OfRequests(Sampler.traceIdRatioBased(config.tracesRatio())));
  }

  private record OfRequests(Sampler sampler) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return kind == SpanKind.SERVER
          ? sampler.shouldSample(parent, traceId, name, kind, attributes, links)
          : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
      return "requests, " + sampler.getDescription();
    }
  }
}
