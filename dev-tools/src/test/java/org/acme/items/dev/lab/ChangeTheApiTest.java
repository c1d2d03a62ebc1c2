package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTheApiTest {
  private static final String CODE = "backend-service/src/main/java/Item.java";
  private static final String CONTRACT = "contracts/openapi.yaml";
  private static final String BUILT = "backend-service/target/openapi/openapi.yaml";
  private static final String REPORT =
      "backend-service/target/quick/surefire-reports/TEST-org.acme.items.backend.ContractsTest.xml";
  private static final String GREEN =
      "<testsuite name=\"ContractsTest\" tests=\"6\" errors=\"0\" skipped=\"0\" failures=\"0\">"
          + "<properties/><testcase/></testsuite>";

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void changeBoth() throws IOException {
    root = new LabRoot(folder);
    root.writeOld(CODE, "old");
    root.writeOld(CONTRACT, "old");
    root.writeOld(".gitignore", "target/\n");
    root.commit();
    root.writeOld(CODE, "changed");
    root.writeOld(CONTRACT, "changed");
    root.write(BUILT, "changed");
    root.write(REPORT, GREEN);
  }

  @Test
  void codeAndContractThatChangedAlikeAreDone() {
    assertThat(check()).isZero();
  }

  @Test
  void codeAloneIsNot() throws IOException {
    root.writeOld(CONTRACT, "old");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the contract is not as committed");
  }

  @Test
  void contractAloneIsNot() throws IOException {
    root.writeOld(CODE, "old");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the code is not as committed");
  }

  @Test
  void contractThatSaysSomethingElseIsNot() throws IOException {
    root.writeOld(CONTRACT, "something else");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    what the code answers is what the contract says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failures", "errors"})
  void redTestIsNot(String count) throws IOException {
    root.write(REPORT, GREEN.replace(count + "=\"0\"", count + "=\"3\""));

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    no test has failed");
  }

  @Test
  void testThatRanBeforeTheLastChangeIsNot() throws IOException {
    root.writeOld(REPORT, GREEN);
    root.write(CODE, "changed again");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    the test has run after the last change");
  }

  private int check() {
    return root.dev("lab", "check", "2");
  }
}
