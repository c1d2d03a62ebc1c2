package org.acme.items.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.dev.init.Project;
import org.acme.items.dev.init.Repository;
import org.acme.items.dev.init.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitCommandTest {
  private static final String SOURCE = "api-service/src/main/java/{folder}/{name}/Item.java";
  private static final String RENAMED = "api-service/src/main/java/com/acme/shop/{name}/Item.java";

  @TempDir private Path root;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void aSmallCheckout() throws IOException {
    write("pom.xml", "<groupId>{package}</groupId>\n<artifactId>{name}</artifactId>\n");
    write("api-service/pom.xml", "<artifactId>{name}</artifactId>\n");
    write(
        "api-service/service.yaml",
        """
        name: api
        port: 8080
        localPort: 8081
        health: { live: /live, ready: /ready }
        calls: []
        tables: {}
        """);
    write(SOURCE, "package {package}.{name};\n");
    write("infra/delivery.yaml", "stages:\n  - { stage: staging }\n");
    write("docs/a.md", "`{name}-demo` answers `/{name}` at `{name}.internal`\n");
    write("LICENSE", "Nothing of ours\n");
    write(".gitignore", "target/\n.dev/\ncdk.out/\n");
    write("api-service/src/main/resources/{folder}/logo.svg", "<svg/>");
    Files.write(root.resolve("picture.png"), Sample.text("\0{name}-demo").getBytes(ISO_8859_1));
    formatter("echo '// formatted' >>api-service/src/main/java/com/acme/shop/*/Item.java");
    git("init", "--quiet");
    git("add", "--all");
    commit();
  }

  @Test
  void checkoutGetsItsOwnNames() throws IOException {
    assertThat(init("com.acme.shop", "shop")).isZero();

    assertThat(text("pom.xml"))
        .isEqualTo("<groupId>com.acme.shop</groupId>\n<artifactId>shop</artifactId>\n");
    assertThat(text("api-service/pom.xml")).isEqualTo("<artifactId>shop</artifactId>\n");
    assertThat(text("docs/a.md"))
        .isEqualTo(Sample.text("`shop-demo` answers `/{name}` at `shop.internal`\n"));
    assertThat(text(RENAMED)).startsWith(Sample.text("package com.acme.shop.{name};\n"));
    assertThat(root.resolve("api-service/src/main/java/org")).doesNotExist();
    assertThat(text("api-service/src/main/resources/com/acme/shop/logo.svg")).isEqualTo("<svg/>");
    assertThat(root.resolve("api-service/src/main/resources/org")).doesNotExist();
    assertThat(text("LICENSE")).isEqualTo("Nothing of ours\n");
    assertThat(text("picture.png")).isEqualTo(Sample.text("\0{name}-demo"));
    assertThat(root.resolve("mvnw")).isExecutable();
    assertThat(said()).contains("git diff --cached --stat", "./mvnw verify", "git commit");
    assertThat(git("log", "--oneline")).hasSize(1);
  }

  @Test
  void whatIsRenamedIsFormatted() throws IOException {
    assertThat(init("com.acme.shop", "shop")).isZero();

    assertThat(text(RENAMED)).endsWith("// formatted\n");
  }

  @Test
  void whatWasBuiltGoesAndDataStays() throws IOException {
    write("api-service/target/classes/Old.class", "");
    write("infra/cdk.out/demo/manifest.json", "");
    write(".dev/dynamodb/data", "");

    assertThat(init("com.acme.shop", "shop")).isZero();

    assertThat(root.resolve("api-service/target")).doesNotExist();
    assertThat(root.resolve("infra/cdk.out")).doesNotExist();
    assertThat(root.resolve(".dev/dynamodb/data")).exists();
  }

  @Test
  void dryRunListsAndWritesNothing() throws IOException {
    Map<String, String> before = files();

    assertThat(init("com.acme.shop", "shop", "--dry-run")).isZero();

    assertThat(files()).isEqualTo(before);
    assertThat(said())
        .contains(Sample.text("    2  " + SOURCE + " -> " + RENAMED))
        .contains("    2  docs/a.md")
        .contains("8 names in 5 files, 2 of which move; nothing was written")
        .doesNotContain("LICENSE");
  }

  @Test
  void failingFormatterLeavesEverythingAsItWas() throws IOException {
    formatter("echo '[ERROR] cannot format'; exit 1");
    commit();
    Map<String, String> before = files();

    assertThat(init("com.acme.shop", "shop")).isEqualTo(1);

    assertThat(said()).contains("[ERROR] cannot format", ".dev/logs/format.log");
    assertThat(files()).isEqualTo(before);
    assertThat(git("status", "--porcelain")).isEmpty();
  }

  @Test
  void signalLeavesEverythingAsItWas(@TempDir Path copies) throws IOException {
    formatter("exec sleep 300");
    commit();
    Map<String, String> before = files();
    Process dev =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Ddev.root=" + root,
                    "-Djava.io.tmpdir=" + copies,
                    "-cp",
                    System.getProperty("java.class.path"),
                    DevCommand.class.getName(),
                    "init",
                    "--package=com.acme.shop",
                    "--name=shop"))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = dev.inputReader()) {
      assertThat(said.readLine()).startsWith("Formatting");

      dev.toHandle().destroy(); // Process.destroy would close what is read here

      assertThat(said.lines()).contains("Stopped; everything is as it was");
    }
    assertThat(dev.onExit().join().exitValue()).isNotZero();
    assertThat(files()).isEqualTo(before);
    assertThat(copies).isEmptyDirectory();
  }

  @Test
  void secondTimeIsRefused() throws IOException {
    assertThat(init("com.acme.shop", "shop")).isZero();
    Map<String, String> before = files();

    assertThat(init("com.acme.store", "store")).isEqualTo(2);

    assertThat(said()).contains("This checkout has names of its own already");
    assertThat(files()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"docs/a.md", "docs/new.md", "new/deep/file"})
  void whatGitDoesNotHaveIsRefused(String file) throws IOException {
    write(file, "mine");
    Map<String, String> before = files();

    assertThat(init("com.acme.shop", "shop")).isEqualTo(1);

    assertThat(said()).contains("Commit or remove these first", file);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void folderWithoutGitIsRefused() throws IOException {
    Folders.delete(root.resolve(".git"));

    assertThat(init("com.acme.shop", "shop")).isEqualTo(1);

    assertThat(said()).contains("is not a git repository");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop          | shop             | --package must be two or more names of Java
          com.acme.shop | Shop             | --name must be 1 to 20 small letters
          com.acme.shop | a-very-long-name | --name may have 12 characters, got a-very-long-name with 16
          com.acme.shop | infra            | --name: a module is called infra
          """)
  void wrongNamesAreRefused(String basePackage, String name, String told) throws IOException {
    write("infra/pom.xml", "");
    git("add", "--all");
    commit();
    Map<String, String> before = files();

    assertThat(init(basePackage, name)).isEqualTo(2);

    assertThat(said()).contains(told);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void runningSystemIsNotRenamed() {
    new RunFile(root.resolve(".dev/processes")).note(ProcessHandle.current(), 9000, "api");

    assertThat(init("com.acme.shop", "shop")).isEqualTo(1);

    assertThat(said()).contains("./dev down");
  }

  /** Only where it is the sample: afterwards there is nothing to rename. */
  @Test
  void nothingOfThisCheckoutKeepsTheOldNames() {
    Repository checkout = new Repository(Path.of("..").toAbsolutePath().normalize());
    assumeTrue(checkout.isSample() && Files.exists(checkout.root().resolve(".git")));
    Pattern old =
        Pattern.compile(
            Sample.text(
                "(?i)org.acme|org/acme|{name}\\.internal|(?<![a-z]|[a-z]-){name}-[a-z%$\"{]"));

    List<String> left =
        checkout.renamedTo(Project.of("com.acme.shop", "shop")).stream()
            .filter(file -> file.after().indexOf('\0') < 0)
            .flatMap(file ->
                Stream.concat(Stream.of(file.to().toString()), file.after().lines())
                    .filter(line -> old.matcher(line).find())
                    .map(line -> file.to() + ": " + line))
            .toList();

    assertThat(left).isEmpty();
  }

  private int init(String basePackage, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("init", "--package", basePackage, "--name", name));
    arguments.addAll(List.of(more));
    return DevCommand.run(
        new Workspace(root),
        new Console(new PrintStream(output, true, UTF_8), false),
        arguments.toArray(String[]::new));
  }

  private String said() {
    return output.toString(UTF_8);
  }

  /** Stands in for Maven; it is run in the copy that it shall format. */
  private void formatter(String body) throws IOException {
    write("mvnw", "#!/bin/bash\ncd \"$(dirname \"$0\")\"\n" + body + "\n");
    assertThat(root.resolve("mvnw").toFile().setExecutable(true)).isTrue();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(Sample.text(file));
    Files.createDirectories(path.getParent());
    Files.writeString(path, Sample.text(text));
  }

  private String text(String file) throws IOException {
    return Files.readString(root.resolve(Sample.text(file)), ISO_8859_1);
  }

  /** All that git looks after. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".git/") && !name.startsWith(".dev/")) {
          files.put(name, Files.readString(file, ISO_8859_1));
        }
      }
    }
    return files;
  }

  private void commit() throws IOException {
    git(
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.com",
        "commit",
        "--quiet",
        "--all",
        "--message=test");
  }

  private List<String> git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = git.inputReader().lines().toList();
    assertThat(git.onExit().join().exitValue()).as(String.join("\n", said)).isZero();
    return said;
  }
}
