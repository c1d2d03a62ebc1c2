package org.acme.items.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.acme.items.drill.history.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What a drill saw.
 *
 * @param date ISO 8601, UTC
 * @param load operations per second and their time
 * @param seed of the load
 * @param sent requests
 * @param failed requests without an answer, with 5xx or 429, or with an old list
 * @param failedPages those of them through the page
 * @param acknowledged writes
 * @param lost acknowledged writes that are gone; any other violation than a doubled write counts
 *     here too
 * @param doubled creates that made more than one item
 * @param detectSeconds until ECS knew; null where there is nothing to know
 * @param recoverSeconds until all was as it should be
 * @param boundSeconds for detecting, or where there is nothing to know for recovering, as the
 *     configuration says
 * @param outcome in a sentence
 * @param unmet expectations that were not met
 */
record DrillResult(
    String drill,
    String date,
    String machine,
    String load,
    long seed,
    int sent,
    int failed,
    int failedPages,
    int acknowledged,
    int lost,
    int doubled,
    @Nullable Double detectSeconds,
    @Nullable Double recoverSeconds,
    @Nullable Double boundSeconds,
    String outcome,
    List<String> unmet) {
  DrillResult {
    unmet = List.copyOf(unmet);
  }

  static int doubled(List<Violation> violations) {
    return (int)
        violations.stream().filter(violation -> violation.kind() == Violation.Kind.DOUBLED).count();
  }

  @JsonIgnore
  boolean isGood() {
    return unmet.isEmpty();
  }
}
