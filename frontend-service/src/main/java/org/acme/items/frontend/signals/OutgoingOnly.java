package org.acme.items.frontend.signals;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Traces begin here: they are told to the backend, but none is taken from a request, as strangers
 * send those. They could have all their requests traced, at our cost, and mix ids up.
 */
@Singleton
final class OutgoingOnly implements TextMapPropagatorCustomizer {
  @Override
  public TextMapPropagator customize(Context context) {
    return new Outgoing(context.propagator());
  }

  private record Outgoing(TextMapPropagator propagator) implements TextMapPropagator {
    @Override
    public Collection<String> fields() {
      return propagator.fields();
    }

    @Override
    public <C> void inject(
        io.opentelemetry.context.Context context, @Nullable C carrier, TextMapSetter<C> setter) {
      propagator.inject(context, carrier, setter);
    }

    @Override
    public <C> io.opentelemetry.context.Context extract(
        io.opentelemetry.context.Context context, @Nullable C carrier, TextMapGetter<C> getter) {
      return context;
    }
  }
}
