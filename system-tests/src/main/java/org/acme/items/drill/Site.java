package org.acme.items.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.acme.items.drill.ecs.Await;
import org.acme.items.drill.ecs.CloudMap;
import org.acme.items.drill.ecs.Docker;
import org.acme.items.drill.ecs.EcsService;
import org.acme.items.drill.ecs.LoadBalancer;
import org.acme.items.drill.ecs.ServiceDefinition;
import org.acme.items.drill.ecs.ServiceTemplate;
import org.acme.items.drill.ecs.TaskDefinition;
import org.acme.items.drill.history.ItemsHttp;
import org.acme.items.drill.history.Recorder;

/**
 * The stage {@code staging} on this machine: both services with the numbers of their templates,
 * DynamoDB Local behind a proxy that can fail, a load balancer, and discovery.
 */
final class Site implements AutoCloseable {
  static final String STAGE = "staging";

  /** CloudWatch's periods are a minute; drills that wait for three to five of them take this. */
  static final Duration ALARM_PERIOD = Duration.ofSeconds(10);

  private static final String NETWORK = "items-drill";
  private static final String TABLE_CONTAINER = NETWORK + "-dynamodb";
  private static final int TABLE_PORT = 8000;
  private static final Duration START = Duration.ofMinutes(4);

  private static final Duration SETTLES = Duration.ofSeconds(30);
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private final Images images;
  private final FaultyProxy table;
  private final CloudMap cloudMap;
  private final LoadBalancer balancer;
  private final EcsService backend;
  private final EcsService frontend;
  private final String gateway;

  /** Builds images, starts everything, and returns when it serves. */
  Site(Path root, Consumer<String> events) {
    Docker.cleanUp();
    this.images = new Images(root);
    events.accept("building images");
    ServiceDefinition backendService = definition(root, "backend", images.build("backend", "v1"));
    ServiceDefinition frontendService =
        definition(root, "frontend", images.build("frontend", "v1"));

    Docker.run("network", "create", "--label", Docker.LABEL, NETWORK);
    this.gateway = network("Gateway");
    startTable();
    this.table =
        new FaultyProxy(
            gateway, URI.create("http://%s:%d".formatted(address(TABLE_CONTAINER), TABLE_PORT)));
    this.cloudMap =
        new CloudMap(
            "backend.items.internal", Objects.requireNonNull(backendService.timeToLive()), gateway);
    this.balancer =
        new LoadBalancer(
            environment("HAPROXY_IMAGE", "public.ecr.aws/docker/library/haproxy:3.0"),
            NETWORK,
            Objects.requireNonNull(frontendService.targetGroup()),
            frontendService.task().port());
    this.backend = new EcsService(backendService, cluster(), null, cloudMap, events);
    this.frontend =
        new EcsService(
            frontendService.withTask(
                frontendService
                    .task()
                    .withEnvironment(Map.of("TRUSTED_PROXIES", network("Subnet")))),
            cluster(),
            balancer,
            null,
            events);
    Await.until("both services are steady", START, this::isSteady);
    warmUp();
  }

  private static void startTable() {
    List<String> run =
        new ArrayList<>(
            List.of("run", "--detach", "--name", TABLE_CONTAINER, "--network", NETWORK));
    run.addAll(Docker.options("8192"));
    run.addAll(List.of("--env", "DDB_LOCAL_TELEMETRY=0", tableImage()));
    run.addAll(List.of("-Xmx256m", "-jar", "DynamoDBLocal.jar", "-sharedDb", "-inMemory"));
    run.add("-disableTelemetry");
    Docker.run(run);
  }

  /** What has just been started compiles what it runs often, which takes its processor. */
  private void warmUp() {
    try (ItemsHttp http = clients();
        Recorder recorder = new Recorder(http, "warm-up", 1)) {
      recorder.start(Run.PAGE_RATE, Run.API_RATE);
      Await.elapse(WARM_UP);
      recorder.stop();
    }
  }

  private static ServiceDefinition definition(Path root, String service, String image) {
    try {
      return ServiceTemplate.read(root.resolve("infra/cdk.out").resolve(STAGE), service, image)
          .withAlarmPeriod(ALARM_PERIOD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What AWS gives a task, or its stack: here the proxy stands for the table. */
  private EcsService.Cluster cluster() {
    return new EcsService.Cluster(
        NETWORK,
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", table.address().toString(),
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "ITEMS_TABLE", "items",
            "ITEMS_TABLE_CREATE", "true",
            "DNS_SERVERS", cloudMap.server()),
        Set.of());
  }

  private static String network(String value) {
    return Docker.run(
        "network",
        "inspect",
        NETWORK,
        "--format",
        "{{(index .IPAM.Config 0).%s}}".formatted(value));
  }

  static String address(String container) {
    return Docker.run(
        "inspect",
        "--format",
        "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
        container);
  }

  private static String tableImage() {
    return environment(
        "DYNAMODB_LOCAL_IMAGE", "public.ecr.aws/aws-dynamodb-local/aws-dynamodb-local:3.3.0");
  }

  private static String environment(String name, String otherwise) {
    return Objects.requireNonNullElse(System.getenv(name), otherwise);
  }

  Images images() {
    return images;
  }

  EcsService backend() {
    return backend;
  }

  EcsService frontend() {
    return frontend;
  }

  List<EcsService> services() {
    return List.of(backend, frontend);
  }

  /** Of all tasks; others when one was replaced. */
  Set<String> containers() {
    return services().stream()
        .flatMap(service -> service.containers().stream())
        .collect(Collectors.toSet());
  }

  /** Whether everything is as it should be, if need be after a while. */
  boolean settles() {
    try {
      Await.until("both services are steady", SETTLES, this::isSteady);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  boolean isSteady() {
    return backend.isSteady() && frontend.isSteady();
  }

  FaultyProxy table() {
    return table;
  }

  CloudMap cloudMap() {
    return cloudMap;
  }

  /** A proxy in front of one backend that this machine offers to tasks. */
  FaultyProxy proxyToBackend() {
    TaskDefinition task = backend.current();
    return new FaultyProxy(
        gateway, URI.create("http://%s:%d".formatted(cloudMap.resolve().getFirst(), task.port())));
  }

  /** Clients of the page, through the load balancer, and of the API, by its name in DNS. */
  ItemsHttp clients() {
    return new ItemsHttp(balancer.page(), cloudMap::resolve, backend.definition().task().port());
  }

  @Override
  public void close() {
    services().forEach(EcsService::close);
    balancer.close();
    cloudMap.close();
    table.close();
    Docker.cleanUp();
  }
}
