package org.acme.items.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierRunTest {
  private final Synthetic earlier = new Synthetic();
  private final Synthetic later = new Synthetic();

  @Test
  void routeThatHasBecomeSlowerIsFoundAndTheOtherIsNot() {
    later.hopMillis = 2;

    List<String> lines = EarlierRun.compare(earlier.measurement(1), later.measurement(2));

    assertThat(lines.getFirst()).contains("seed 2", "not at the same time");
    assertThat(lines)
        .anyMatch(line -> line.matches(" {2}b p50: it is slower by [12]\\.\\d+ ms .*"));
    assertThat(lines).noneMatch(line -> line.startsWith("  a p50: it is"));
  }

  @Test
  void routeThatHasBecomeFasterIsSaidToBeSo() {
    earlier.hopMillis = 2;

    assertThat(EarlierRun.compare(earlier.measurement(1), later.measurement(2)))
        .anyMatch(line -> line.matches(" {2}b p50: it is faster by [12]\\.\\d+ ms .*"));
  }

  @Test
  void runsThatCannotBeComparedAreSaidToBeSo() {
    earlier.achievedRate = 50;
    later.seconds = 31;

    assertThat(EarlierRun.compare(earlier.measurement(1), later.measurement(2)))
        .contains("  The two did not do the same: their phases or mixes differ")
        .anyMatch(line -> line.startsWith("  The earlier run is INVALID: a: the rate was missed"));
  }
}
