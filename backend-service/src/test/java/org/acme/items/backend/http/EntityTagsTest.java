package org.acme.items.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EntityTagsTest {
  private static final long SEED = 20261120;

  @Test
  void generatedListsAreReadBack() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      Set<Long> strong = versions(random);
      Set<Long> weak = versions(random);
      String separator = List.of(",", ", ", " ,\t").get(random.nextInt(3));
      String value =
          LongStream.concat(longs(strong), longs(weak).map(version -> -version))
              .mapToObj(version -> version > 0 ? "\"" + version + "\"" : "W/\"" + -version + "\"")
              .collect(Collectors.joining(separator));

      EntityTags tags = EntityTags.parse("If-Match", List.of(value.isEmpty() ? "\"none\"" : value));

      assertThat(tags).as(value).isEqualTo(new EntityTags(false, strong, weak));
    }
  }

  private static Set<Long> versions(Random random) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(_ -> 1 + random.nextLong(999_999_999_999_999_999L))
        .collect(Collectors.toSet());
  }

  private static LongStream longs(Set<Long> values) {
    return values.stream().mapToLong(Long::longValue);
  }

  @Test
  void anyOtherTextIsRefusedOrMatchesNoVersionThatItDoesNotName() {
    Random random = new Random(SEED);
    String alphabet = "\"W/, 1a*\t\\é";
    for (int round = 0; round < 50_000; round++) {
      String value =
          IntStream.range(0, random.nextInt(12))
              .mapToObj(_ -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
              .collect(Collectors.joining());
      try {
        EntityTags tags = EntityTags.parse("If-Match", List.of(value));
        assertThat(tags.any()).as(value).isEqualTo(value.strip().equals("*"));
        if (tags.matchStrongly(1) && !tags.any()) {
          assertThat(value).matches("(.*[, \t])?\"1\".*");
        }
      } catch (ProblemException e) {
        assertThat(e.type()).isEqualTo(ProblemType.INVALID_REQUEST);
      }
    }
  }

  /** RFC 9110, 5.6.1.2 and 5.2. */
  @Test
  void emptyElementsAndSeveralLinesAreOneList() {
    EntityTags tags = EntityTags.parse("If-Match", List.of(",\"1\",, \"2\" ,", "\"3\""));

    assertThat(tags.strong()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void weakTagsMatchReadsOnly() {
    EntityTags tags = EntityTags.parse("If-Match", List.of("W/\"3\""));

    assertThat(tags.matchWeakly(3)).isTrue();
    assertThat(tags.matchStrongly(3)).isFalse();
  }

  @Test
  void longListIsRefused() {
    String tooMany =
        IntStream.rangeClosed(1, EntityTags.MAX_TAGS + 1)
            .mapToObj(version -> "\"" + version + "\"")
            .collect(Collectors.joining(","));

    assertThatThrownBy(() -> EntityTags.parse("If-Match", List.of(tooMany)))
        .isInstanceOf(ProblemException.class);
  }
}
