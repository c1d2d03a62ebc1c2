package org.acme.items.backend.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes the header of {@link DeadlineFilter} in every operation of the API document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class RequestTimeoutParameter implements OASFilter {
  @Override
  public Operation filterOperation(Operation operation) {
    return operation.addParameter(
        OASFactory.createParameter()
            .name(DeadlineFilter.HEADER)
            .in(Parameter.In.HEADER)
            .description(
                "Milliseconds that the caller still waits, from the arrival of the request")
            .schema(
                OASFactory.createSchema()
                    .addType(Schema.SchemaType.INTEGER)
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(DeadlineFilter.MAX_TIMEOUT))));
  }
}
