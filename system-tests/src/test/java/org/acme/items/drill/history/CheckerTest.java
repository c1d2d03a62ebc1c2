package org.acme.items.drill.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.drill.history.Operation.Kind;
import org.acme.items.drill.history.Operation.Outcome;
import org.acme.items.drill.history.Operation.Route;
import org.junit.jupiter.api.Test;

/** A history that is fine, and what is found when one bug is planted in it. */
class CheckerTest {
  private final List<Operation> history = new ArrayList<>();
  private final List<StoredItem> stored = new ArrayList<>();

  CheckerTest() {
    write(Kind.CREATE, "a", "1", 1, 0, 10);
    read("a", "1", 1, 20, 30);
    write(Kind.UPDATE, "b", "1", 2, 40, 50);
    read("b", "1", 2, 60, 70);
    // Through the page, whose answer does not tell the id.
    history.add(operation(Kind.CREATE, "c", "", 0, 0, 10, Outcome.ACKNOWLEDGED));
    stored.add(new StoredItem("1", "b", 2));
    stored.add(new StoredItem("2", "c", 1));
  }

  @Test
  void nothingIsFoundWhereAllIsWell() {
    assertThat(check()).isEmpty();
  }

  @Test
  void createOfUnknownOutcomeMayBeThereOrNot() {
    history.add(operation(Kind.CREATE, "d", "", 0, 0, 10, Outcome.UNKNOWN));
    history.add(operation(Kind.CREATE, "e", "", 0, 0, 10, Outcome.UNKNOWN));
    stored.add(new StoredItem("3", "d", 1));

    assertThat(check()).isEmpty();
  }

  @Test
  void acknowledgedCreateThatIsGoneIsFound() {
    stored.removeIf(item -> item.id().equals("2"));

    assertThat(kinds()).containsOnly(Violation.Kind.LOST);
  }

  @Test
  void acknowledgedChangeThatIsGoneIsFound() {
    stored.set(0, new StoredItem("1", "a", 1));

    assertThat(kinds()).containsOnly(Violation.Kind.LOST);
  }

  @Test
  void changeThatOverwroteAnotherIsFound() {
    write(Kind.UPDATE, "f", "1", 2, 41, 51);

    assertThat(kinds()).contains(Violation.Kind.LOST);
  }

  @Test
  void createThatARetryDoubledIsFound() {
    stored.add(new StoredItem("3", "c", 1));

    assertThat(kinds()).containsExactly(Violation.Kind.DOUBLED);
  }

  @Test
  void createOfUnknownOutcomeThatARetryDoubledIsFound() {
    history.add(operation(Kind.CREATE, "d", "", 0, 0, 10, Outcome.UNKNOWN));
    stored.add(new StoredItem("3", "d", 1));
    stored.add(new StoredItem("4", "d", 1));

    assertThat(kinds()).containsExactly(Violation.Kind.DOUBLED);
  }

  @Test
  void readThatGoesBackInTimeIsFound() {
    read("a", "1", 1, 80, 90);

    assertThat(kinds()).containsExactly(Violation.Kind.STALE);
  }

  @Test
  void readThatOverlapsTheChangeMayFindEither() {
    read("a", "1", 1, 45, 55);

    assertThat(check()).isEmpty();
  }

  @Test
  void versionThatShrinksIsFound() {
    write(Kind.UPDATE, "f", "1", 2, 80, 90);
    write(Kind.UPDATE, "g", "1", 1, 100, 110);

    assertThat(kinds()).contains(Violation.Kind.VERSION);
  }

  @Test
  void versionWithTwoContentsIsFound() {
    read("other", "1", 2, 80, 90);

    assertThat(kinds()).contains(Violation.Kind.VERSION);
  }

  @Test
  void contentThatNobodyWroteIsFound() {
    stored.add(new StoredItem("3", "x", 1));

    assertThat(kinds()).containsExactly(Violation.Kind.PHANTOM);
  }

  @Test
  void writeThatWasRefusedAndIsThereIsFound() {
    history.add(operation(Kind.CREATE, "d", "", 0, 0, 10, Outcome.REFUSED));
    stored.add(new StoredItem("3", "d", 1));

    assertThat(kinds()).containsExactly(Violation.Kind.PHANTOM);
  }

  private List<Violation> check() {
    return Checker.check(history, stored);
  }

  private List<Violation.Kind> kinds() {
    return check().stream().map(Violation::kind).toList();
  }

  private void write(Kind kind, String value, String item, long version, long start, long end) {
    history.add(operation(kind, value, item, version, start, end, Outcome.ACKNOWLEDGED));
  }

  private void read(String value, String item, long version, long start, long end) {
    write(Kind.READ, value, item, version, start, end);
  }

  private static Operation operation(
      Kind kind, String value, String item, long version, long start, long end, Outcome outcome) {
    return new Operation(Route.API, kind, value, item, version, start, end, outcome);
  }
}
