package org.acme.items.dev;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code ./dev} needs to reach AWS: the CDK app, the CDK's command line in the version that
 * {@code infra/package.json} names, and that of AWS.
 *
 * @param environment of the programs that are run; see {@link #lookupProfile()}
 * @param input where people answer
 */
record Cloud(
    Workspace workspace, Console console, Map<String, String> environment, InputStream input) {

  private static final List<String> IDENTITY = List.of("sts", "get-caller-identity");

  /** What a program said, and how it ended; its warnings are in it only where it failed. */
  record Answer(int exit, String output) {}

  Path folder() {
    return workspace.root().resolve("infra");
  }

  /**
   * Makes the templates of a stage; needs neither network nor credentials. Returns its exit code.
   */
  int synth(String stage) {
    return run(app(stage));
  }

  private List<String> app(String stage) {
    if (!stage.matches("[a-z][a-z0-9-]*")) {
      throw DevException.usage("A stage is a name such as demo, got \"%s\"".formatted(stage));
    }
    return List.of("bash", folder().resolve("app").toString(), stage);
  }

  /**
   * Makes the templates of a stage and reads them.
   *
   * @throws DevException if they cannot be made; what is wrong has been told then
   */
  Assembly assembly(String stage) {
    return assembly(stage, synth(stage));
  }

  /** As {@link #assembly(String)}, but what the CDK app says is told only if it fails. */
  Assembly quietAssembly(String stage) {
    Answer answer = capture(app(stage));
    if (answer.exit() != 0) {
      console.say(answer.output());
    }
    return assembly(stage, answer.exit());
  }

  private Assembly assembly(String stage, int exit) {
    if (exit == 2) {
      throw DevException.usage("Nothing was made of " + stage);
    }
    if (exit != 0) {
      throw new DevException("Nothing was made of " + stage);
    }
    return Assembly.read(folder().resolve("cdk.out").resolve(stage));
  }

  /** Runs the CDK's command line; what it needs is fetched when it is missing. */
  int cdk(List<String> arguments) {
    Path cdk = folder().resolve("node_modules/.bin/cdk");
    if (!Files.isExecutable(cdk)) {
      String npm =
          find("npm")
              .orElseThrow(() ->
                  new DevException(
                      "The CDK's command line needs Node 22 or 24 with npm, which was not found:"
                          + " install it from https://nodejs.org or with your package manager"));
      console.say("Fetching the CDK's command line (once)");
      if (run(List.of(npm, "ci", "--no-fund", "--no-audit")) != 0) {
        throw new DevException("npm ci failed in infra; see above");
      }
    }
    List<String> command = new ArrayList<>(List.of(cdk.toString()));
    command.addAll(arguments);
    command.add("--no-notices");
    return run(command);
  }

  /**
   * The profile of {@code AWS_LOOKUP_PROFILE}: with it {@link #aws} looks into the account of a
   * stage while the credentials are those of another. So do pipelines of a tooling account, whose
   * CDK deploys through the roles that {@code cdk bootstrap} made in the accounts of the stages.
   */
  Optional<String> lookupProfile() {
    return Optional.of(environment.getOrDefault("AWS_LOOKUP_PROFILE", ""))
        .filter(profile -> !profile.isBlank());
  }

  /**
   * Runs the command line of AWS and returns what it says. Every call gets the {@link
   * #lookupProfile()}, except {@code sts get-caller-identity}, which asks whose the credentials
   * are.
   *
   * @throws DevException if it cannot be run; that it failed is in the answer
   */
  Answer aws(List<String> arguments) {
    String aws =
        find("aws")
            .orElseThrow(() ->
                new DevException(
                    "The command line of AWS was not found: see"
                        + " https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"));
    List<String> command = new ArrayList<>(List.of(aws));
    command.addAll(arguments);
    if (arguments.size() < 2 || !arguments.subList(0, 2).equals(IDENTITY)) {
      lookupProfile().ifPresent(profile -> command.addAll(List.of("--profile", profile)));
    }
    return capture(command);
  }

  /**
   * The account of the credentials.
   *
   * @param region where AWS is asked; not everybody has one configured
   * @throws DevException if AWS does not know them
   */
  String account(String region) {
    return identity(region, List.of());
  }

  /**
   * The account that {@link #aws} looks into: that of the {@link #lookupProfile()} where there is
   * one.
   *
   * @param region as for {@link #account}
   * @throws DevException if AWS does not know the credentials
   */
  String lookupAccount(String region) {
    return identity(
        region, lookupProfile().map(profile -> List.of("--profile", profile)).orElseGet(List::of));
  }

  private String identity(String region, List<String> profile) {
    List<String> arguments = new ArrayList<>(IDENTITY);
    arguments.addAll(List.of("--region", region, "--query", "Account", "--output", "text"));
    arguments.addAll(profile);
    Answer answer = aws(arguments);
    if (answer.exit() != 0) {
      throw new DevException("AWS does not know these credentials: " + answer.output());
    }
    return answer.output();
  }

  /** Asks, and returns what was typed; empty at the end of the input. */
  String ask(String question) {
    console.say(question);
    try {
      String line =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new DevException("The answer cannot be read: " + e.getMessage(), e);
    }
  }

  /** Errors go to a file: warnings would make JSON unreadable, and a full pipe blocks. */
  private Answer capture(List<String> command) {
    try {
      Path errors = Files.createTempFile("dev", ".err");
      try {
        Process process = builder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String output = text(process.getInputStream().readAllBytes());
        int exit = process.waitFor();
        return new Answer(
            exit, (exit == 0 ? output : output + text(Files.readAllBytes(errors))).strip());
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new DevException(
          "%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("Interrupted", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int run(List<String> command) {
    try {
      return builder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new DevException(
          "%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("Interrupted", e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path node = folder().resolve("node_modules/node/bin");
    if (Files.isDirectory(node)) {
      builder.environment().merge("PATH", "", (path, _) -> node + File.pathSeparator + path);
    }
    return builder;
  }

  private Optional<String> find(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
