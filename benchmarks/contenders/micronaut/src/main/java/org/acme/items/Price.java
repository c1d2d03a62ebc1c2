package org.acme.items;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

@Serdeable
public record Price(
    @NotNull @Pattern(regexp = "[0-9]{1,12}(\\.[0-9]{1,2})?") String amount,
    @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {}
