package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakAPipelineTest {
  private static final String RED = "target/lab-5/red.txt";
  private static final String EXPORTED = "target/buildspec/pipeline/exported.json";
  private static final String BROKEN =
      """
      === pre_build SUCCEEDED after 0.1 s
      === build FAILED after 0.1 s
      exported DIGEST has no value
      """;

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void breakAndRepair() throws IOException {
    root = new LabRoot(folder);
    root.writeOld(RED, BROKEN);
    root.write("target/buildspec/pipeline/artifacts/contracts.tar", "packed");
    String digest =
        BreakAPipeline.sha256(folder.resolve("target/buildspec/pipeline/artifacts/contracts.tar"));
    root.write(EXPORTED, "{\"DIGEST\":\"%s\"}".formatted(digest));
  }

  @Test
  void brokenAndRepairedIsDone() {
    assertThat(check()).isZero();
  }

  @Test
  void buildThatNeverBrokeIsNot() throws IOException {
    root.writeOld(RED, BROKEN.replace("FAILED", "SUCCEEDED"));

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the phase build failed");
  }

  @Test
  void resultFromBeforeTheBreakIsNot() throws IOException {
    root.writeOld(EXPORTED, "{}");
    root.write(RED, BROKEN);

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    a build has run after the broken one");
  }

  @Test
  void buildThatHandedOnNothingIsNot() throws IOException {
    root.write(EXPORTED, "{}");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    it handed on an artifact and its digest");
  }

  @Test
  void digestOfSomethingElseIsNot() throws IOException {
    root.write("target/buildspec/pipeline/artifacts/contracts.tar", "packed by somebody else");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the digest is that of the artifact");
  }

  private int check() {
    return root.dev("lab", "check", "5");
  }
}
