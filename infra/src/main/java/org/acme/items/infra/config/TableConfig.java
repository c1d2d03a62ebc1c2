package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A DynamoDB table, on demand. Keys are texts. */
public record TableConfig(
    @Key("attribute that is the partition key")
        @Pattern(regexp = Names.ATTRIBUTE, message = Names.ATTRIBUTE_HINT)
        String partitionKey,
    @Key(value = "attribute that is the sort key", otherwise = "none")
        @Pattern(regexp = Names.ATTRIBUTE, message = Names.ATTRIBUTE_HINT)
        @Nullable String sortKey,
    @Key(value = "attribute with the second after which a row is deleted", otherwise = "none")
        @Pattern(regexp = Names.ATTRIBUTE, message = Names.ATTRIBUTE_HINT)
        @Nullable String timeToLive,
    @Key("global secondary indexes, by name")
        Map<
                @Pattern(
                    regexp = "^[A-Za-z0-9_.-]{3,255}$",
                    message = "3 to 255 letters, digits, dots, hyphens or underscores")
                String,
                Index>
            indexes,
    @Key(
            value =
                "read units a second above which calls are refused, so that a mistake cannot cost a fortune",
            byDefault = "1000")
        @Min(1)
        @Max(40_000)
        int maxReadUnits,
    @Key(value = "write units a second above which calls are refused", byDefault = "500")
        @Min(1)
        @Max(40_000)
        int maxWriteUnits) {
  /** An index. */
  public record Index(
      @Key("attribute that is its partition key")
          @Pattern(regexp = Names.ATTRIBUTE, message = Names.ATTRIBUTE_HINT)
          String partitionKey,
      @Key(value = "attribute that is its sort key", otherwise = "none")
          @Pattern(regexp = Names.ATTRIBUTE, message = Names.ATTRIBUTE_HINT)
          @Nullable String sortKey,
      @Key(value = "what it holds of a row", byDefault = "all") Projection projection) {}

  /** What an index holds. */
  public enum Projection {
    ALL,
    KEYS_ONLY
  }
}
