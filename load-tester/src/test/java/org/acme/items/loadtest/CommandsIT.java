package org.acme.items.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.report.ReportFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as people and build servers see them: exit codes, words, files; some as processes. */
class CommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LOOSE =
      "quality: { ratePercent: 20, pauseMs: 60000, cpuPercent: 100 }\n";

  @TempDir private Path folder;
  private final TestTarget target = new TestTarget();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    target.close();
  }

  @Test
  void goodTargetPassesAndEveryFileIsThere() throws IOException {
    int exit = run("run", scenario(20, "3s", ""), "--out", folder.toString(), "--seed", "7");

    assertThat(exit).as(said()).isZero();
    assertThat(said()).contains("PASS  test", "Objectives met.", "offered");
    assertThat(folder.resolve("report.html")).exists();
    assertThat(folder.resolve("junit.xml")).exists();
    assertThat(folder.resolve("a.hlog")).exists();
    assertThat(ReportFiles.read(folder).seed()).isEqualTo(7);
  }

  @Test
  void missedObjectiveEndsWithTwo() throws IOException {
    target.answerWith(500);

    int exit = run("run", scenario(20, "2s", ""), "--out", folder.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(said()).contains("answers", "with status 500", "SLO MISSED", "x status 500");
  }

  @Test
  void measurementThatCannotBeTrustedEndsWithThree() throws IOException {
    Path strict = Path.of(scenario(20, "2s", ""));
    Files.writeString(strict, Files.readString(strict).replace("pauseMs: 60000", "pauseMs: 0.1"));

    assertThat(run("run", strict.toString(), "--out", folder.toString())).isEqualTo(3);
    assertThat(said()).contains("INVALID: the tester itself paused for more than 0.1 ms");
  }

  @Test
  void targetThatIsNotThereEndsWithFourAndTheReason() throws IOException {
    target.goAway();

    int exit =
        run(
            "run",
            scenario(20, "2s", ""),
            "--route",
            "gone=" + target.url(),
            "--route",
            "nobody=http://nobody.invalid:80");

    assertThat(exit).isEqualTo(4);
    assertThat(said())
        .contains("gone (" + target.url() + ") cannot be reached: connection refused on port")
        .contains(
            "nobody (http://nobody.invalid:80) cannot be reached: the name nobody.invalid is not known here")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void wrongInputEndsWithOneAndNoStackTrace() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "phases: 3\nroutes: []\n");

    assertThat(run("run", wrong.toString())).isEqualTo(1);
    assertThat(run("run", folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(run("fly")).isEqualTo(1);
    assertThat(run("run", scenario(20, "2s", ""), "--agents", "3")).isEqualTo(1);
    assertThat(run("report", wrong.toString())).isEqualTo(1);
    String past = "2026-01-01T00:00:00Z";
    assertThat(
            run("run", scenario(20, "2s", ""), "--agents", "2", "--start-at", past, "--seed", "1"))
        .isEqualTo(1);
    assertThat(said())
        .contains(wrong + ":1:9 phases must be a list", wrong + ":2:9 routes must be a mapping")
        .contains("and the other agents have begun: give them more time")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void publicTargetIsNotLoadedUnasked() throws IOException {
    // 192.0.2.0/24 is for documentation; nothing is sent.
    int exit = run("run", scenario(21, "2s", ""), "--route", "x=http://192.0.2.1");

    assertThat(exit).isEqualTo(1);
    assertThat(said())
        .contains("Not started: 21 requests per second to 192.0.2.1, which is not private");
  }

  @Test
  void laterRunIsComparedWithAnEarlierOne() throws IOException {
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    assertThat(run("run", scenario(40, "7s", ""), "--out", before.toString())).as(said()).isZero();
    target.delay(Duration.ofMillis(30));
    assertThat(run("run", scenario(40, "7s", ""), "--out", after.toString())).as(said()).isZero();

    assertThat(run("report", before.toString(), after.toString())).isZero();

    assertThat(said())
        .contains("not at the same time", "a p50: inconclusive: ", "a errors: 0 of 280");
  }

  @Test
  void interruptGivesTheReportOfWhatRan() throws Exception {
    Process process = start("run", scenario(40, "60s", ""), "--out", folder.toString());
    await(() -> target.requests() > 80);

    signal(process, "-INT");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Measurement measured = ReportFiles.read(folder);
    assertThat(measured.interrupted()).isTrue();
    assertThat(measured.counts("a").completed())
        .isEqualTo(measured.counts("a").offered())
        .isGreaterThan(70);
    assertThat(log(process)).contains("Note: it was ended early").doesNotContain("Exception");
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void threeAgentsMakeOneRunAndAKilledOneIsSeen() throws Exception {
    String scenario = scenario(31, "6s", "round: 2s\n");
    String begin = Instant.now().plusSeconds(6).toString();
    for (int id = 1; id <= 3; id++) {
      start(
          "run",
          scenario,
          "--agents",
          "3",
          "--agent-id",
          "" + id,
          "--start-at",
          begin,
          "--seed",
          "1",
          "--out",
          folder.resolve("all" + id).toString());
    }
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(log(process)).isZero();
    }
    String[] parts = {"all1", "all2", "all3"};

    assertThat(merge(parts)).as(said()).isZero();

    Measurement merged = ReportFiles.read(folder.resolve("merged"));
    assertThat(merged.counts("a")).isEqualTo(oneRun(scenario).counts("a"));
    assertThat(merged.counts("a").completed()).isEqualTo(31 * 6);

    // One of them is killed after its first round: its last checkpoint is all there is.
    Path killed = folder.resolve("all2/result.json");
    Process victim =
        start(
            "run",
            scenario,
            "--agents",
            "3",
            "--agent-id",
            "2",
            "--seed",
            "1",
            "--run-id",
            merged.runId(),
            "--start-at",
            Instant.now().plusSeconds(6).toString(),
            "--out",
            folder.resolve("all2").toString());
    await(() -> !victim.isAlive() || List.of(1, 2).contains(rounds(killed).size()));
    assertThat(victim.isAlive()).as(log(victim)).isTrue();
    victim.destroyForcibly().waitFor();

    assertThat(merge(parts)).isEqualTo(3);

    assertThat(said()).contains("INVALID: ", "agent 2 of 3 did not come to its end");
    assertThat(merge("all1", "all3")).isEqualTo(3);
    assertThat(said()).contains("agent 2 of 3 has left no result");
  }

  private Measurement oneRun(String scenario) {
    Path one = folder.resolve("one");
    assertThat(run("run", scenario, "--out", one.toString())).as(said()).isZero();
    return ReportFiles.read(one);
  }

  private static List<?> rounds(Path result) {
    return ReportFiles.read(result).rounds();
  }

  private int merge(String... parts) {
    List<String> arguments = new ArrayList<>(List.of("merge"));
    for (String part : parts) {
      arguments.add(folder.resolve(part).toString());
    }
    arguments.addAll(List.of("--out", folder.resolve("merged").toString()));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void serviceLoadsShowsItsReportAndStops() throws Exception {
    int port = freePort();
    Process service =
        start(
            Map.of(
                "LOAD_SCENARIO", scenario(1, "2s", ""),
                "LOAD_ROUTES", "a=" + target.url() + ",b=" + target.url(),
                "LOAD_RATE", "5",
                "LOAD_WINDOW", "3s",
                "LOAD_LIFETIME", "6s",
                "LOG_JSON", "false",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port)),
            "serve");

    await(() -> get(port, "/q/health").contains("LIFETIME_OVER"));

    long sent = target.requests();
    assertThat(sent).isBetween(20L, 2 * 5 * 9L);
    assertThat(get(port, "/")).contains("b compared with a");
    assertThat(get(port, "/q/metrics"))
        .contains("load_latency_seconds_bucket{route=\"b\",le=\"0.3\"}")
        .contains("load_requests_total{end=\"completed\",route=\"a\"} ")
        .contains("load_requests_total{end=\"completed\",route=\"b\"} ");
    assertThat(Math.round(completed(port, "a") + completed(port, "b"))).isEqualTo(sent);
    service.destroy();
    assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(service.exitValue()).as("ended by SIGTERM").isEqualTo(143);
    assertThat(log(service)).contains("load ends: its lifetime").doesNotContain("ERROR");
  }

  private static double completed(int port, String route) {
    String begin = "load_requests_total{end=\"completed\",route=\"" + route + "\"} ";
    return get(port, "/q/metrics")
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(begin.length())))
        .sum();
  }

  @Test
  void serviceAboveItsHardMaximumDoesNotStart() throws Exception {
    Process service =
        start(
            Map.of(
                "LOAD_SCENARIO", scenario(1, "2s", ""),
                "LOAD_RATE", "21",
                "LOG_JSON", "false",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", "0"),
            "serve");

    assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(service.exitValue()).isEqualTo(1);
    assertThat(log(service)).contains("LOAD_RATE must be from 1 to LOAD_MAX_RATE (20), got 21");
    assertThat(target.requests()).isZero();
  }

  private String scenario(int rate, String duration, String more) throws IOException {
    return Files.writeString(
            folder.resolve("test-%d-%s.yaml".formatted(rate, duration)),
            """
            name: test
            routes: { a: "%s" }
            phases: [{ phase: steady, rate: %d, duration: %s }]
            slo: { availability: 99.9, latency: { thresholdMs: 2000, percentile: 99 } }
            """
                    .formatted(target.url(), rate, duration)
                + LOOSE
                + more)
        .toString();
  }

  private int run(String... arguments) {
    PrintStream out = new PrintStream(said, true, UTF_8);
    PrintStream before = System.err;
    System.setErr(out);
    try {
      return LoadTester.run(
          new Terminal(out, out, new BufferedReader(new StringReader("")), false), arguments);
    } finally {
      System.setErr(before);
    }
  }

  private String said() {
    return said.toString(UTF_8);
  }

  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LOAD_"));
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve(processes.size() + ".log").toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private String log(Process process) throws IOException {
    return Files.readString(folder.resolve(processes.indexOf(process) + ".log"));
  }

  private static void signal(Process process, String signal) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  private static int freePort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String get(int port, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
