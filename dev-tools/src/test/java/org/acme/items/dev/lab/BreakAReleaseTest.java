package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakAReleaseTest {
  private static final String FAULT = "target/lab-6/fault";
  private static final String RESULT = ".dev/drills/planted.json";
  private static final String GOOD =
      "{\"outcome\":\"rolled back: circuit breaker\",\"unmet\":[],\"acknowledged\":47,\"lost\":0}";

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void drill() throws IOException {
    root = new LabRoot(folder);
    root.writeOld(FAULT, "ENTRYPOINT [\"false\"]");
    root.write(RESULT, GOOD);
  }

  @Test
  void releaseThatWasRolledBackIsDone() {
    assertThat(check()).isZero();
    assertThat(root.said()).contains("47 writes were acknowledged meanwhile, 0 are lost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "outcome":"rolled back: circuit breaker" | "outcome":""          | the release was rolled back
          "unmet":[]                               | "unmet":["it fails"]  | everything was as it should be: ["it fails"]
          "acknowledged":47                        | "acknowledged":0      | 0 writes were acknowledged
          "lost":0                                 | "lost":2              | 47 writes were acknowledged meanwhile, 2 are lost
          """)
  void drillThatWentWrongIsNot(String good, String bad, String said) throws IOException {
    root.write(RESULT, GOOD.replace(good, bad));

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    " + said);
  }

  @Test
  void drillOfAnEarlierFaultIsNot() throws IOException {
    root.writeOld(RESULT, GOOD);
    root.write(FAULT, "ENTRYPOINT [\"true\"]");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the drill has run with it");
  }

  private int check() {
    return root.dev("lab", "check", "6");
  }
}
