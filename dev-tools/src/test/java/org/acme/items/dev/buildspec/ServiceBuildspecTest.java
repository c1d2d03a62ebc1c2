package org.acme.items.dev.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The buildspecs of the services, run with stand-ins for what they call. */
class ServiceBuildspecTest {
  private static final String DIGEST = "sha256:" + "5".repeat(64);

  private final Checkout checkout;

  ServiceBuildspecTest(@TempDir Path root) throws IOException {
    checkout = new Checkout(root.toRealPath());
  }

  static List<ServiceManifest> services() {
    return new Workspace(Path.of("..")).manifests();
  }

  @ParameterizedTest
  @MethodSource("services")
  void imageIsBuiltFromWhatWasVerifiedAndScannedOncePushed(ServiceManifest service) {
    String folder = folder(service);

    assertThat(checkout.build(service.name(), Map.of())).as(checkout.said()).isZero();

    assertThat(checkout.calls())
        .satisfies(calls ->
            inOrder(
                calls,
                call("aws ecr get-login-password --region eu-central-1"),
                call("docker login --username AWS --password-stdin 111111111111.dkr.ecr."),
                call("mvnw -B -ntp -Pcoverage -pl .*%s -am verify".formatted(folder)),
                call("mvnw .*-pl %s cyclonedx:makeBom".formatted(folder)),
                call("dev synth prod"),
                call("docker buildx create .*--driver docker-container .*image=public.ecr.aws/"),
                call("aws ecr describe-images .*imageTag=" + Checkout.COMMIT),
                call(
                    "docker buildx build --file %s/Dockerfile --tag %s --push"
                        .formatted(folder, uri(service) + ":" + Checkout.COMMIT)),
                call("aws ecr describe-images .*imageTag=" + Checkout.COMMIT),
                call("aws ecr describe-image-scan-findings .*imageDigest=" + DIGEST)));
    assertThat(checkout.text("state/password")).isEqualTo("a password\n");
  }

  @ParameterizedTest
  @MethodSource("services")
  void pipelineLearnsCommitAndDigest(ServiceManifest service) {
    checkout.build(service.name(), Map.of());

    String image = uri(service) + "@" + DIGEST;
    assertThat(made(service, "exported.json"))
        .contains("\"COMMIT\" : \"%s\"".formatted(Checkout.COMMIT))
        .contains("\"IMAGE_DIGEST\" : \"%s\"".formatted(DIGEST))
        .contains("\"IMAGE\" : \"%s\"".formatted(image));
    assertThat(made(service, "artifacts/image.json"))
        .contains("\"service\":\"%s\"".formatted(service.name()), Checkout.COMMIT, image);
    assertThat(made(service, "artifacts/sbom.json")).isNotEmpty();
  }

  @Test
  void artifactsHaveTheTemplatesOfThisServiceForEachStage() {
    checkout.build("backend", Map.of());

    for (String stage : List.of("demo", "dev", "staging", "prod")) {
      assertThat(
              checkout.text(
                  "target/buildspec/backend/artifacts/templates/%s.template.json".formatted(stage)))
          .contains("\"backend\"");
      assertThat(
              checkout.text(
                  "target/buildspec/backend/artifacts/templates/%s.config.json".formatted(stage)))
          .isEqualTo(
              "{\"Tags\":{\"project\":\"items\",\"service\":\"backend\",\"stage\":\"%s\"}}\n"
                  .formatted(stage));
    }
  }

  @Test
  void serviceThatNoStageRunsHasNoTemplates() {
    checkout.build("load", Map.of());

    assertThat(checkout.file("target/buildspec/load/artifacts/templates")).doesNotExist();
    assertThat(checkout.said()).contains("prod does not run load");
  }

  @Test
  void imageCarriesItsOriginAndUsesTheCacheOfItsRegistry() {
    checkout.build("backend", Map.of("SOURCE_URL", "https://token@git.example.com/items"));

    assertThat(checkout.calls())
        .filteredOn(call -> call.startsWith("docker buildx build"))
        .singleElement()
        .asString()
        .contains("--label org.opencontainers.image.revision=" + Checkout.COMMIT)
        .contains("--label org.opencontainers.image.source=https://git.example.com/items ")
        .containsPattern(
            "--label org.opencontainers.image.created=\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z ")
        .contains("--label org.opencontainers.image.title=backend ")
        .contains(
            "--cache-from type=registry,ref=%sbackend:buildcache".formatted(Checkout.REPOSITORY))
        .contains(":buildcache,mode=max,image-manifest=true,oci-mediatypes=true");
  }

  @Test
  void builderWithoutCacheOfARegistryBuildsWithoutOne() {
    assertThat(checkout.build("backend", Map.of("BUILDKIT_IMAGE", "none"))).isZero();

    assertThat(checkout.said()).contains("This builder cannot keep a cache in a registry");
    assertThat(checkout.calls()).noneMatch(call -> call.contains("--cache-"));
  }

  @Test
  void otherBaseImagesCanBeGiven() {
    checkout.build("backend", Map.of("RUNTIME_IMAGE", "registry.example.com/jre:25"));

    assertThat(checkout.calls())
        .anyMatch(call -> call.contains("--build-arg RUNTIME_IMAGE=registry.example.com/jre:25"));
  }

  @Test
  void retriedBuildTakesTheImageThatIsThere() {
    checkout.build("backend", Map.of());
    String first = checkout.text("target/buildspec/backend/exported.json");
    checkout.calls();

    assertThat(checkout.build("backend", Map.of())).isZero();

    assertThat(checkout.calls()).noneMatch(call -> call.startsWith("docker buildx build"));
    assertThat(checkout.text("target/buildspec/backend/exported.json")).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws ecr get-login-password",
        "docker login",
        "verify",
        "cyclonedx:makeBom",
        "dev synth",
        "docker buildx create",
        "aws ecr describe-images",
        "docker buildx build",
        "aws ecr describe-image-scan-findings",
      })
  void failingCommandEndsRedWithNothingExported(String command) {
    assertThat(checkout.build("frontend", Map.of("FAIL", command))).isEqualTo(1);

    assertThat(checkout.text("target/buildspec/frontend/exported.json").strip()).isEqualTo("{ }");
    assertThat(checkout.calls())
        .as("nothing but the scan comes after a push")
        .noneMatch(call ->
            call.startsWith("docker buildx build") && !command.matches(".*(build|findings)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 0 0 0", "0 2 9 9", "None 1 None None"})
  void findingsOfThatWeightEndRed(String findings) {
    assertThat(checkout.build("backend", Map.of("FINDINGS", findings))).isEqualTo(1);

    assertThat(checkout.said()).contains("of HIGH or worse").contains("the image is not deployed");
    assertThat(checkout.text("target/buildspec/backend/exported.json").strip()).isEqualTo("{ }");
  }

  @Test
  void lighterFindingsPassAndTheLimitCanBeMoved() {
    assertThat(checkout.build("backend", Map.of("FINDINGS", "0 0 5 9"))).isZero();
    assertThat(checkout.build("backend", Map.of("FINDINGS", "0 1 0 0", "SCAN_FAIL_ON", "CRITICAL")))
        .isZero();
    assertThat(checkout.build("backend", Map.of("FINDINGS", "0 0 0 1", "SCAN_FAIL_ON", "LOW")))
        .isEqualTo(1);
    assertThat(checkout.build("backend", Map.of("FINDINGS", "9 9 9 9", "SCAN_FAIL_ON", "off")))
        .isZero();
    assertThat(checkout.build("backend", Map.of("SCAN_FAIL_ON", "SOME"))).isEqualTo(1);
  }

  @Test
  void scanIsWaitedFor() {
    Map<String, String> scans =
        Map.of("SCANS", "ScanNotFoundException PENDING IN_PROGRESS COMPLETE");

    assertThat(checkout.build("backend", scans)).isZero();
    assertThat(checkout.text("state/scans")).isEqualTo("4\n");
  }

  @Test
  void scanThatDoesNotComeEndsRed() {
    assertThat(
            checkout.build(
                "backend", Map.of("SCANS", "ScanNotFoundException", "SCAN_TIMEOUT_SECONDS", "0")))
        .isEqualTo(1);
    assertThat(checkout.said()).contains("No scan of " + DIGEST, "is scan on push on?");
    assertThat(checkout.build("backend", Map.of("SCANS", "UNSUPPORTED_IMAGE"))).isEqualTo(1);
    assertThat(checkout.said()).contains("cannot scan " + DIGEST, "SCAN_FAIL_ON=off");
  }

  @Test
  void wrongInputEndsRedBeforeAnythingIsCalled() {
    assertThat(checkout.build("backend", Map.of("CODEBUILD_RESOLVED_SOURCE_VERSION", "main")))
        .isEqualTo(1);
    assertThat(checkout.build("backend", Map.of("REPOSITORY_URI", "items"))).isEqualTo(1);
    assertThat(checkout.build("backend", Map.of("REPOSITORY_URI", ""))).isEqualTo(1);

    assertThat(checkout.calls()).isEmpty();
    assertThat(checkout.said())
        .contains("The commit must be 40 hexadecimal digits", "got \"main\"")
        .contains("REPOSITORY_URI must be like ", "REPOSITORY_URI is not set");
  }

  @Test
  void nativeLibraryForDynamoDbComesFromItsImageOnArm() {
    assertThat(checkout.build("backend", Map.of("PROCESSOR", "aarch64"))).isZero();

    assertThat(checkout.calls())
        .satisfies(calls ->
            inOrder(
                calls,
                call("docker create public.ecr.aws/aws-dynamodb-local/"),
                call(
                    "docker cp container-1:.*/libsqlite4java-linux-aarch64.so dynamodb-local/target/lib/"),
                call("docker rm container-1"),
                call("mvnw .* verify")));
  }

  @Test
  void repositoryIsVerifiedBeforeItsTemplatesAreCompared() {
    assertThat(checkout.build("buildspec.yml", Map.of())).as(checkout.said()).isZero();

    assertThat(checkout.calls())
        .satisfies(calls ->
            inOrder(
                calls,
                call("mvnw -B -ntp -Pcoverage verify"),
                call("dev synth"),
                call("aws sts get-caller-identity .*"),
                call("cdk diff --app .*/infra/cdk.out/demo .*")));
    assertThat(checkout.text("target/buildspec/buildspec/artifacts/prod/diff.txt"))
        .contains("Changes to prod, compared in account 111111111111", "[+] AWS::SNS::Topic");
    assertThat(checkout.file("target/buildspec/buildspec/artifacts/demo/diff.txt")).exists();
  }

  @Test
  void missingCredentialsAreWhatTheDiffSays() {
    assertThat(checkout.build("buildspec.yml", Map.of("FAIL", "sts"))).isZero();

    assertThat(checkout.text("target/buildspec/buildspec/artifacts/prod/diff.txt"))
        .contains("No diff of prod: there are no valid credentials for AWS (An error occurred");
  }

  @Test
  void roleThatMayNotCompareIsWhatTheDiffSays() {
    assertThat(checkout.build("buildspec.yml", Map.of("FAIL", "cdk diff"))).isZero();

    assertThat(checkout.text("target/buildspec/buildspec/artifacts/prod/diff.txt"))
        .contains("No diff of prod: it cannot be compared with these credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "dev synth"})
  void failingCommandOfTheRepositoryEndsRed(String command) {
    assertThat(checkout.build("buildspec.yml", Map.of("FAIL", command))).isEqualTo(1);
  }

  private static String call(String beginning) {
    return beginning + ".*";
  }

  /** Each pattern fits a call after the one before. */
  private static void inOrder(List<? extends String> calls, String... patterns) {
    int next = 0;
    for (String pattern : patterns) {
      while (next < calls.size() && !calls.get(next).matches(pattern)) {
        next++;
      }
      assertThat(next).as("%s in its place of %s", pattern, calls).isLessThan(calls.size());
      next++;
    }
  }

  private String made(ServiceManifest service, String file) {
    return checkout.text("target/buildspec/%s/%s".formatted(service.name(), file));
  }

  private static String uri(ServiceManifest service) {
    return Checkout.REPOSITORY + service.name();
  }

  private static String folder(ServiceManifest service) {
    return new Workspace(Path.of("..")).folder(service).getFileName().toString();
  }
}
