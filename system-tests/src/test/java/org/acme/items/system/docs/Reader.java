package org.acme.items.system.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.items.system.docs.Terminal.Answer;

/**
 * A person at two terminals: types commands into one, and has {@code ./dev up} run in the other
 * where a document says so or its commands need it.
 */
final class Reader {
  private static final Duration DEADLINE = Duration.ofMinutes(6);
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private static final Pattern UP = Pattern.compile("((?:[A-Z_]+=\\S+ )*)\\./dev up( --\\w+)*");
  private static final Pattern COMPOSE_UP = Pattern.compile("docker compose .*\\bup\\b.*");
  private static final Pattern COMPOSE_DOWN = Pattern.compile("docker compose .*\\bdown\\b.*");
  private static final Pattern NEEDS_SYSTEM =
      Pattern.compile("\\./dev (smoke|status|load(?! report| merge| help))|localhost:80\\d\\d");

  /** The load tester's verdict on the machine that runs this is not of interest. */
  private static final Pattern VERDICT = Pattern.compile("\\./dev load(?! merge| help)\\b");

  /** What a document says itself: this is how it ends. */
  private static final Pattern ENDS_WITH = Pattern.compile("# ends with (\\d+)\\b");

  private final Path root;
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private Terminal terminal;
  private String up = "";

  /** Whether no document says so: then it goes on for the next. */
  private boolean implied;

  private boolean composed;
  private final Set<String> measured = new HashSet<>();

  Reader(Scratch checkout) throws IOException {
    root = checkout.root();
    // Of the Maven that runs this, which is not what a person has.
    environment
        .keySet()
        .removeIf(name -> name.startsWith("MAVEN_") && !name.equals("MAVEN_USER_HOME"));
    environment.keySet().removeIf(name -> name.endsWith("_PORT"));
    environment.put("COMPOSE_PROJECT_NAME", "items-docs");
    terminal = new Terminal(root, environment);
  }

  /** Types a command, and returns what came; what else it needs is there before. */
  Answer type(Command command) throws IOException, InterruptedException {
    String text = command.withoutComment();
    if (UP.matcher(text).matches()) {
      implied = false;
      return start(text);
    }
    if (text.contains("./dev up")) { // In the background of this terminal.
      stop();
      up = text;
      implied = false;
    } else if (COMPOSE_UP.matcher(text).find()) {
      stop();
      composed = true;
    } else if (up.isEmpty() && !composed && NEEDS_SYSTEM.matcher(text).find()) {
      implied = true;
      Answer started = start("./dev up");
      if (started.exit() != 0) {
        return started;
      }
    }
    Answer answer =
        VERDICT.matcher(text).find()
            ? measure(command)
            : terminal.type(withAllowedExits(command), DEADLINE);
    if (COMPOSE_DOWN.matcher(text).find()) {
      composed = false;
    }
    if (text.equals("./dev down")) {
      up = "";
    }
    return answer;
  }

  /** Once, and not for long: what comes out is of no interest here. */
  private Answer measure(Command command) throws IOException, InterruptedException {
    if (!measured.add(command.withoutComment())) {
      return new Answer(0, "");
    }
    Path scenario = root.resolve("load-tester/scenarios/local.yaml");
    String written = Files.readString(scenario);
    Files.writeString(scenario, written.replaceAll("duration: \\d+s", "duration: 5s"));
    try {
      return terminal.type(withAllowedExits(command), DEADLINE);
    } finally {
      Files.writeString(scenario, written);
    }
  }

  private static String withAllowedExits(Command command) {
    Matcher said = ENDS_WITH.matcher(command.text());
    String allowed =
        said.find() ? said.group(1) : VERDICT.matcher(command.text()).find() ? "0|2|3" : "";
    return allowed.isEmpty()
        ? command.text()
        : "(%s\n) && exit=0 || exit=$?; case $exit in %s) ;; *) (exit $exit) ;; esac"
            .formatted(command.text(), allowed);
  }

  /** As in another terminal; returns when it can be used. */
  private Answer start(String command) throws IOException, InterruptedException {
    stop();
    tidy();
    File log = Files.createTempFile("dev-up", ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(root.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(log).start();
    up = command;
    Matcher words = UP.matcher(command);
    String status = (words.matches() ? words.group(1) : "") + "./dev status >/dev/null 2>&1";
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!process.waitFor(1, TimeUnit.SECONDS) && Instant.now().isBefore(deadline)) {
      try (Terminal other = new Terminal(root, environment)) {
        if (other.type(status, Duration.ofMinutes(1)).exit() == 0) {
          return new Answer(0, Files.readString(log.toPath()));
        }
      }
    }
    up = "";
    int exit = process.isAlive() ? 124 : process.exitValue();
    process.descendants().forEach(ProcessHandle::destroy);
    return new Answer(exit, Files.readString(log.toPath()));
  }

  /** What stands for Ctrl-C in that other terminal. */
  private void stop() throws IOException, InterruptedException {
    if (!up.isEmpty()) {
      elsewhere("./dev down");
      up = "";
    }
  }

  /** Ends what a document left running, takes back what it changed, and opens a new terminal. */
  void endDocument() throws IOException, InterruptedException {
    tidy();
    if (!implied) {
      stop();
    }
    terminal.close();
    elsewhere(
        "git reset --quiet --hard %s && git clean --quiet -d --force".formatted(Scratch.BEGIN));
    terminal = new Terminal(root, environment);
  }

  private void tidy() throws IOException, InterruptedException {
    if (composed) {
      elsewhere("docker compose --profile '*' down --volumes --remove-orphans --timeout 5");
      composed = false;
    }
  }

  private void elsewhere(String command) throws IOException, InterruptedException {
    try (Terminal other = new Terminal(root, environment)) {
      other.type(command, Duration.ofMinutes(2));
    }
  }

  /** Leaves nothing running. */
  void leave() throws IOException, InterruptedException {
    tidy();
    stop();
    terminal.close();
  }

  /** The end of an output, as much as a person would look at. */
  static String end(String output) {
    List<String> lines = output.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }
}
