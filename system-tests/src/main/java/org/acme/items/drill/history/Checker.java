package org.acme.items.drill.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.acme.items.drill.history.Operation.Kind;
import org.acme.items.drill.history.Operation.Outcome;

/**
 * Checks a history against what the API promises: acknowledged writes stay, a create makes one item
 * however often it is repeated with its key, every change makes the next version, and a read by id
 * knows every change that was acknowledged before it was sent. Lists may be a moment behind, so
 * reads are only those by id.
 *
 * <p>Changes are conditional on the version before, so the versions of an item are the order of its
 * writes, and there is nothing to search for.
 */
public final class Checker {
  private final List<Operation> history;
  private final Map<String, List<StoredItem>> storedByValue;
  private final Map<String, StoredItem> storedById;
  private final List<Violation> violations = new ArrayList<>();

  private Checker(List<Operation> history, List<StoredItem> stored) {
    this.history = history;
    this.storedByValue = stored.stream().collect(Collectors.groupingBy(StoredItem::value));
    this.storedById = new HashMap<>();
    stored.forEach(item -> storedById.put(item.id(), item));
  }

  /**
   * Returns what was broken.
   *
   * @param history operations of one run, in any order
   * @param stored all items of this run when nothing is under way any more
   */
  public static List<Violation> check(List<Operation> history, List<StoredItem> stored) {
    Checker checker = new Checker(history, stored);
    checker.checkCreates();
    checker.checkVersions();
    checker.checkTime();
    checker.checkOrigin();
    return List.copyOf(checker.violations);
  }

  private void checkCreates() {
    Map<String, Operation> creates = new HashMap<>();
    for (Operation operation : history) {
      if (operation.kind() == Kind.CREATE) {
        creates.put(operation.value(), operation);
      }
    }
    // An item that was changed since carries another value; its id is known then.
    creates.forEach((value, create) -> {
      List<StoredItem> found = storedByValue.getOrDefault(value, List.of());
      if (found.size() > 1) {
        add(Violation.Kind.DOUBLED, create + " made " + found);
      }
      if (create.isAcknowledged() && found.isEmpty() && !isThereChanged(create)) {
        add(Violation.Kind.LOST, create + " is not there");
      }
    });
  }

  private boolean isThereChanged(Operation create) {
    if (!create.item().isEmpty()) {
      return storedById.containsKey(create.item());
    }
    // Created through the page, which does not tell the id: a read or a change does.
    return history.stream()
        .filter(read -> read.kind() == Kind.READ && read.value().equals(create.value()))
        .anyMatch(read -> storedById.containsKey(read.item()));
  }

  /** One content for each version, and the last one is at least the last acknowledged. */
  private void checkVersions() {
    Map<String, Map<Long, String>> contents = new HashMap<>();
    for (Operation operation : acknowledgedWithVersion()) {
      String before =
          contents
              .computeIfAbsent(operation.item(), _ -> new HashMap<>())
              .putIfAbsent(operation.version(), operation.value());
      if (before != null && !before.equals(operation.value())) {
        add(
            operation.isWrite() ? Violation.Kind.LOST : Violation.Kind.VERSION,
            operation + ", but that version was " + before);
      }
      StoredItem stored = storedById.get(operation.item());
      if (stored == null) {
        add(Violation.Kind.LOST, operation + ", and the item is gone");
      } else if (stored.version() < operation.version()) {
        add(Violation.Kind.LOST, operation + ", and then it was " + stored);
      } else if (stored.version() == operation.version()
          && !stored.value().equals(operation.value())) {
        add(Violation.Kind.LOST, operation + ", but stored is " + stored);
      }
    }
  }

  private List<Operation> acknowledgedWithVersion() {
    return history.stream()
        .filter(operation ->
            operation.isAcknowledged() && !operation.item().isEmpty() && operation.version() > 0)
        .toList();
  }

  /** What was known when a read was sent, it has to find, or something newer. */
  private void checkTime() {
    Map<String, List<Operation>> byItem =
        acknowledgedWithVersion().stream().collect(Collectors.groupingBy(Operation::item));
    byItem
        .values()
        .forEach(operations -> {
          List<Operation> byEnd =
              operations.stream().sorted(Comparator.comparingLong(Operation::end)).toList();
          List<Operation> byStart =
              operations.stream().sorted(Comparator.comparingLong(Operation::start)).toList();
          int ended = 0;
          long known = 0;
          for (Operation operation : byStart) {
            while (ended < byEnd.size() && byEnd.get(ended).end() - operation.start() < 0) {
              known = Math.max(known, byEnd.get(ended).version());
              ended++;
            }
            if (operation.version() < known) {
              add(
                  operation.isWrite() ? Violation.Kind.VERSION : Violation.Kind.STALE,
                  "%s, but version %d was known before".formatted(operation, known));
            }
          }
        });
  }

  /** What is stored was written, and not refused. */
  private void checkOrigin() {
    Map<String, Outcome> written = new HashMap<>();
    for (Operation operation : history) {
      if (operation.isWrite()) {
        written.put(operation.value(), operation.outcome());
      }
    }
    for (StoredItem item : storedById.values()) {
      Outcome outcome = written.get(item.value());
      if (outcome == null) {
        add(Violation.Kind.PHANTOM, "nobody wrote " + item);
      } else if (outcome == Outcome.REFUSED) {
        add(Violation.Kind.PHANTOM, item + ", whose write was refused");
      }
    }
  }

  private void add(Violation.Kind kind, String what) {
    violations.add(new Violation(kind, what));
  }
}
