package org.acme.items.backend.items;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request to create or replace an item, as it came. Once it was validated, {@link
 * #toNewItem()} gives the content.
 */
@Schema(requiredProperties = {"name", "price", "quantity"})
public record ItemRequest(
    @NotBlank @Size(max = 200) @Pattern(regexp = LINE, message = LINE_MESSAGE)
        @Nullable String name,
    @Size(max = 2000) @Pattern(regexp = TEXT, message = TEXT_MESSAGE) @Nullable String description,
    @NotNull @Valid @Nullable PriceRequest price,
    @NotNull @Min(0) @Max(1_000_000_000) @Nullable Integer quantity,
    @Size(max = 20) @UniqueElements(message = "must not name a tag twice")
        @Nullable
            List<
                @NotBlank @Size(max = 50) @Pattern(regexp = TAG, message = TAG_MESSAGE) @Nullable
                String>
            tags) {
  /**
   * Also valid as ECMAScript, for the API document. No control characters and no half surrogate
   * pairs, which UTF-8 cannot carry.
   */
  private static final String LINE = "^[^\\p{Cc}\\p{Cs}]*$";

  private static final String LINE_MESSAGE = "must not hold control characters or broken Unicode";

  /** People write tags with commas between them. */
  private static final String TAG = "^[^,\\p{Cc}\\p{Cs}]*$";

  private static final String TAG_MESSAGE =
      "must not hold commas, control characters or broken Unicode";
  private static final String TEXT = "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\p{Cs}]*$";
  private static final String TEXT_MESSAGE =
      "must not hold control characters, other than line breaks and tabs, or broken Unicode";

  NewItem toNewItem() {
    return new NewItem(
        requireNonNull(name),
        requireNonNullElse(description, ""),
        requireNonNull(price).toPrice(),
        requireNonNull(quantity),
        tags == null ? List.of() : tags.stream().map(tag -> requireNonNull(tag)).toList());
  }
}
