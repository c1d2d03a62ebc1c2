package org.acme.items.backend.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.acme.items.backend.StubDynamoDb;
import org.acme.items.backend.http.Deadline;
import org.acme.items.backend.http.EntityTags;
import org.acme.items.backend.http.ProblemException;
import org.acme.items.backend.http.ProblemType;
import org.acme.items.backend.items.ItemId;
import org.acme.items.backend.items.ItemRepository;
import org.acme.items.backend.items.ItemRepository.CreateOutcome.Created;
import org.acme.items.backend.items.ItemsUnavailableException;
import org.acme.items.backend.items.NewItem;
import org.acme.items.backend.items.Price;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the time that a caller waits means for the calls of DynamoDB. */
class TableDeadlineTest {
  private static final NewItem CONTENT =
      new NewItem("Tea", "Loose", Price.of("12.50", "EUR"), 3, List.of());
  private static final EntityTags ANY = new EntityTags(true, Set.of(), Set.of());
  private static final EntityTags FIRST = new EntityTags(false, Set.of(1L), Set.of());
  private static final ItemId ID = new ItemId("019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15");

  private static TestTable table;

  @BeforeAll
  static void startDynamoDb() {
    table = new TestTable();
  }

  @AfterAll
  static void stopDynamoDb() {
    table.close();
  }

  @Test
  void nothingIsSentWhenTheCallersTimeIsOver() {
    Deadline passed = new Deadline(System.nanoTime() - 1, true, System::nanoTime);
    try (StubDynamoDb stub = new StubDynamoDb();
        DynamoDbClient client = client(stub)) {
      stub.set(StubDynamoDb.Mode.THROTTLING);
      ItemRepository items = repository(client, passed);

      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> items.create(CONTENT, null),
              () -> items.create(CONTENT, "key"),
              () -> items.find(ID),
              () -> items.list(null, 25),
              () -> items.replace(ID, CONTENT, ANY),
              () -> items.replace(ID, CONTENT, FIRST),
              () -> items.delete(ID, ANY),
              () -> items.delete(ID, FIRST),
              () -> items.restore(ID))) {
        assertExceeded(call);
      }
      assertThat(stub.calls()).isZero();
    }
  }

  @Test
  void timeThatIsOverBetweenReadAndWriteChangesNothing() {
    AtomicLong nanoTime = new AtomicLong();
    Deadline deadline = new Deadline(Duration.ofSeconds(10).toNanos(), true, nanoTime::get);
    ItemRepository patient = repository(table.client(UnaryOperator.identity()), Deadline.none());
    ItemId id = ((Created) patient.create(CONTENT, null)).item().id();
    try (DynamoDbClient slow =
        table.client(builder ->
            builder.overrideConfiguration(override ->
                override.addExecutionInterceptor(
                    new Slowness(nanoTime, Duration.ofSeconds(10)))))) {
      assertExceeded(() -> repository(slow, deadline).replace(id, CONTENT, ANY));

      assertThat(patient.find(id).orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void timeThatIsOverDuringAPageIsNotTheCallersFaultWhenTheLimitIsOurs() {
    AtomicLong nanoTime = new AtomicLong();
    Deadline deadline = new Deadline(Duration.ofDays(1).toNanos(), true, nanoTime::get);
    try (DynamoDbClient slow =
        table.client(builder ->
            builder.overrideConfiguration(override ->
                override.addExecutionInterceptor(new Slowness(nanoTime, Duration.ofMinutes(1)))))) {
      assertThatThrownBy(() -> repository(slow, deadline).list(null, 25))
          .isInstanceOf(ItemsUnavailableException.class);
    }
  }

  @Test
  void callIsGivenUpWhenTheCallersTimeIsOver() {
    try (StubDynamoDb stub = new StubDynamoDb();
        DynamoDbClient client = client(stub)) {
      stub.set(StubDynamoDb.Mode.HANGING);
      Deadline soon = Deadline.none().atMost(Duration.ofMillis(200));
      long begin = System.nanoTime();

      assertThatThrownBy(() -> repository(client, soon).list(null, 25))
          .isInstanceOf(ItemsUnavailableException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      stub.release();
    }
  }

  private static void assertExceeded(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED));
  }

  private static DynamoDbClient client(StubDynamoDb stub) {
    return table.client(builder -> builder.endpointOverride(URI.create(stub.endpoint())));
  }

  private static ItemRepository repository(DynamoDbClient client, Deadline deadline) {
    return table.repository(client, TestTable.NAME, deadline, Clock.systemUTC());
  }

  /** Every call takes some time of the clock that deadlines use. */
  private record Slowness(AtomicLong nanoTime, Duration time) implements ExecutionInterceptor {
    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      nanoTime.addAndGet(time.toNanos());
    }
  }
}
