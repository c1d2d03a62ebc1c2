package org.acme.items;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

@Serdeable
public record NewItem(
    @NotBlank @Size(max = 200) String name,
    @Size(max = 2000) String description,
    @NotNull @Valid Price price,
    @NotNull @Min(0) @Max(1_000_000_000) Integer quantity,
    @Size(max = 20) @Different List<@NotNull @Size(min = 1, max = 50) String> tags) {
  public NewItem {
    description = description == null ? "" : description;
    tags = tags == null ? List.of() : tags;
  }
}
