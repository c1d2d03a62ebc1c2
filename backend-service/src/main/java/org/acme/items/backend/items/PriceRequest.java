package org.acme.items.backend.items;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The price in a request, as it came. */
@PriceRequestConstraint
@Schema(requiredProperties = {"amount", "currency"})
public record PriceRequest(
    @NotNull
        @Schema(
            description = Price.AMOUNT,
            examples = "12.50",
            pattern = "^[0-9]{1,12}(\\.[0-9]+)?$")
        @Nullable String amount,
    @NotNull @Schema(description = Price.CURRENCY, examples = "EUR", pattern = "^[A-Z]{3}$")
        @Nullable String currency) {

  Price toPrice() {
    return Price.of(requireNonNull(amount), requireNonNull(currency));
  }
}
