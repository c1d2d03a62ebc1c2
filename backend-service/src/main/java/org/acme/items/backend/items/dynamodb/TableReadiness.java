package org.acme.items.backend.items.dynamodb;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Ready means that the table and its index can be used. Where allowed, a missing table is made. */
@Readiness
@ApplicationScoped
public class TableReadiness implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(TableReadiness.class);

  /** Every task of the frontend asks about once a second. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private final DynamoDbClient client;
  private final ItemTableConfig config;
  private final EndpointOverride endpoint;
  private final AtomicReference<@Nullable State> lastState = new AtomicReference<>();
  private volatile boolean ensured;
  private final AtomicReference<@Nullable SdkException> lastFailure = new AtomicReference<>();

  /** The table's state by its name; many who ask at the same time wait for one answer. */
  private final LoadingCache<String, State> remembered;

  @Inject
  TableReadiness(DynamoDbClient client, ItemTableConfig config, EndpointOverride endpoint) {
    this(client, config, endpoint, Ticker.systemTicker());
  }

  TableReadiness(
      DynamoDbClient client, ItemTableConfig config, EndpointOverride endpoint, Ticker ticker) {
    this.client = client;
    this.config = config;
    this.endpoint = endpoint;
    this.remembered =
        Caffeine.newBuilder().expireAfterWrite(REMEMBERED).ticker(ticker).build(_ -> check());
  }

  void checkAtStart(@Observes StartupEvent start) {
    if (config.create() && !endpoint.isSet()) {
      throw new IllegalStateException(
          "ITEMS_TABLE_CREATE is for laptops and tests: it needs AWS_ENDPOINT_URL_DYNAMODB or"
              + " AWS_ENDPOINT_URL. On AWS the table belongs to the infrastructure.");
    }
    check();
  }

  @Override
  public HealthCheckResponse call() {
    State state = remembered.get(config.name());
    return HealthCheckResponse.named("table")
        .status(state == State.READY)
        .withData("name", config.name())
        .withData("state", state.name())
        .build();
  }

  /** Logs changes only: load balancers ask every few seconds. */
  private State check() {
    State state = state();
    if (lastState.getAndSet(state) != state) {
      if (state == State.READY) {
        LOG.infof("table ready name=%s", config.name());
      } else {
        LOG.errorf("table not usable name=%s state=%s%s", config.name(), state, reason(state));
      }
    }
    return state;
  }

  /** The cause by its name, such as AccessDeniedException: messages may hold account numbers. */
  private String reason(State state) {
    SdkException failure = state == State.UNREACHABLE ? lastFailure.get() : null;
    if (failure == null) {
      return "";
    }
    AwsErrorDetails details =
        failure instanceof DynamoDbException service ? service.awsErrorDetails() : null;
    return " reason="
        + (details == null ? failure.getClass().getSimpleName() : details.errorCode());
  }

  private State state() {
    try {
      if (config.create() && !ensured) {
        ensureTable();
        ensured = true;
      }
      return state(client.describeTable(describe -> describe.tableName(config.name())).table());
    } catch (ResourceNotFoundException e) {
      ensured = false;
      return State.MISSING;
    } catch (SdkException e) {
      lastFailure.set(e);
      return State.UNREACHABLE;
    }
  }

  private static State state(TableDescription table) {
    boolean active =
        table.tableStatus() == TableStatus.ACTIVE || table.tableStatus() == TableStatus.UPDATING;
    boolean indexed =
        table.globalSecondaryIndexes().stream()
            .anyMatch(index ->
                index.indexName().equals(ItemTable.NEWEST_INDEX)
                    && (index.indexStatus() == IndexStatus.ACTIVE
                        || index.indexStatus() == IndexStatus.UPDATING));
    if (!active) {
      return State.NOT_ACTIVE;
    }
    return indexed ? State.READY : State.INDEX_MISSING;
  }

  /** Each step may have been done before, by another process or by a call whose answer was lost. */
  private void ensureTable() {
    try {
      client.createTable(ItemTable.definition(config.name()));
      LOG.infof("table created name=%s", config.name());
    } catch (ResourceInUseException e) {
      LOG.debugf("table exists name=%s", config.name());
    }
    TimeToLiveStatus status =
        client
            .describeTimeToLive(describe -> describe.tableName(config.name()))
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (status == TimeToLiveStatus.DISABLED) {
      client.updateTimeToLive(update ->
          update
              .tableName(config.name())
              .timeToLiveSpecification(
                  ttl -> ttl.enabled(true).attributeName(ItemTable.TIME_TO_LIVE)));
    }
  }

  /** What a person needs to know to help. */
  enum State {
    READY,
    MISSING,
    INDEX_MISSING,
    NOT_ACTIVE,
    UNREACHABLE
  }
}
