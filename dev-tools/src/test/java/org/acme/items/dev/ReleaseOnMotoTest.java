package org.acme.items.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real command line of AWS against moto, an imitation of AWS: its CloudFormation keeps
 * templates, parameters and tags, its ECR images; it runs no tasks, so nothing ever goes back.
 * Skipped where {@code moto_server} or {@code aws} is not installed.
 */
class ReleaseOnMotoTest {
  private static final String ACCOUNT = "123456789012";
  private static final String OLD_COMMIT = "a".repeat(40);
  private static final String NEW_COMMIT = "b".repeat(40);
  private static final String TEMPLATE =
      """
      { "Parameters": {
          "Image": { "Type": "String" },
          "Size": { "Type": "String", "Default": "small" } },
        "Resources": { "Running": { "Type": "AWS::SSM::Parameter",
          "Properties": { "Name": "running", "Type": "String",
            "Value": { "Fn::Join": [ " ", [ { "Ref": "Image" }, { "Ref": "Size" } ] ] } } } } }
      """;

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();
  private Process moto;

  @BeforeEach
  void startMoto() throws IOException {
    assumeThat(isInstalled("moto_server") && isInstalled("aws"))
        .as("moto_server and aws are installed")
        .isTrue();
    moto =
        new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .start();
    environment.put("AWS_ENDPOINT_URL", address(moto.inputReader(UTF_8)));
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_CONFIG_FILE", root.resolve("no-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", root.resolve("no-credentials").toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", System.getenv().getOrDefault("HOME", root.toString()));
  }

  @AfterEach
  void stopMoto() {
    if (moto != null) {
      moto.descendants().forEach(ProcessHandle::destroyForcibly);
      moto.destroyForcibly();
    }
  }

  @Test
  void rollbackChangesTheImageAndNothingElse() throws Exception {
    StandIns standIns = new StandIns(root);
    standIns.file("infra/delivery.yaml", "stages: [{ stage: dev }]");
    standIns.assembly("dev", ACCOUNT, false, Map.of("backend", TEMPLATE));
    aws("ecr", "create-repository", "--repository-name", "items-dev/backend");
    String oldDigest = push(OLD_COMMIT);
    String newDigest = push(NEW_COMMIT);
    push("buildcache");
    String repository = ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com/items-dev/backend";
    standIns.file("template.json", TEMPLATE);
    aws(
        "cloudformation",
        "create-stack",
        "--stack-name",
        "items-dev-backend",
        "--template-body",
        "file://" + root.resolve("template.json"),
        "--parameters",
        "ParameterKey=Image,ParameterValue=%s@%s".formatted(repository, newDigest),
        "ParameterKey=Size,ParameterValue=large",
        "--tags",
        "Key=project,Value=items");

    assertThat(status(standIns)).containsExactly(NEW_COMMIT, newDigest, "CREATE_COMPLETE");
    assertThat(standIns.run(environment, "", "rollback", "backend", "dev", "aaaa", "--yes"))
        .as(standIns.said())
        .isZero();

    assertThat(status(standIns)).containsExactly(OLD_COMMIT, oldDigest, "UPDATE_COMPLETE");
    assertThat(aws("ssm", "get-parameter", "--name", "running").at("/Parameter/Value").asText())
        .isEqualTo("%s@%s large".formatted(repository, oldDigest));
    assertThat(aws("cloudformation", "describe-stacks").at("/Stacks/0/Tags").toString())
        .isEqualTo("[{\"Key\":\"project\",\"Value\":\"items\"}]");
    assertThat(standIns.run(environment, "", "rollback", "backend", "dev", "aaaa")).isZero();
    assertThat(standIns.said()).contains("already");
  }

  /** Commit, digest and status as {@code ./dev release status} tells them. */
  private List<String> status(StandIns standIns) throws IOException {
    int before = standIns.said().length();
    assertThat(standIns.run(environment, "", "release", "status", "--json"))
        .as(standIns.said().substring(before))
        .isZero();
    JsonNode release =
        new ObjectMapper().readTree(standIns.said().substring(before)).at("/releases/0");
    return Stream.of("commit", "digest", "status").map(key -> release.path(key).asText()).toList();
  }

  /** Returns the digest. */
  private String push(String tag) throws Exception {
    String manifest =
        """
        { "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
          "config": { "size": 2 }, "layers": [ { "digest": "sha256:%s" } ] }
        """
            .formatted(tag);
    return aws(
            "ecr",
            "put-image",
            "--repository-name",
            "items-dev/backend",
            "--image-manifest",
            manifest,
            "--image-tag",
            tag)
        .at("/image/imageId/imageDigest")
        .asText();
  }

  private JsonNode aws(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--region", "eu-central-1", "--output", "json"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    JsonNode answer = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(command.toString()).isZero();
    return answer;
  }

  /** From what it says when it listens; what it says later is read and dropped. */
  private static String address(BufferedReader output) throws IOException {
    Pattern running = Pattern.compile("Running on (http://[0-9.:]+)");
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher found = running.matcher(line);
      if (found.find()) {
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return found.group(1);
      }
    }
    throw new IOException("moto_server ended before it listened");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
