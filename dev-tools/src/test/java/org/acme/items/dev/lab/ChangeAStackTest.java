package org.acme.items.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeAStackTest {
  private static final String CONFIGURATION = "infra/config/dev.yaml";
  private static final String BEFORE = "target/lab-3/before/";
  private static final String AFTER = "infra/cdk.out/dev/";
  private static final String TEMPLATE = "items-dev-backend.template.json";
  private static final String RESOURCE =
      "{\"Resources\":{\"Target\":{\"Type\":\"ScalableTarget\",\"MinCapacity\":%d}}}";

  @TempDir private Path folder;
  private LabRoot root = new LabRoot(Path.of("."));

  @BeforeEach
  void changeTheCount() throws IOException {
    root = new LabRoot(folder);
    root.writeOld(CONFIGURATION, "min: 1");
    root.commit();
    root.writeOld(CONFIGURATION, "min: 12");
    root.write(BEFORE + "manifest.json", "{}");
    root.write(BEFORE + TEMPLATE, RESOURCE.formatted(1));
    root.write(AFTER + "manifest.json", "{}");
    root.write(AFTER + TEMPLATE, RESOURCE.formatted(2));
    root.write("target/lab-3/before.txt", "\nAbout 50 USD a month at least\n");
    root.write("target/lab-3/after.txt", "\nAbout 56 USD a month at least\n");
  }

  @Test
  void otherTemplatesAndAnotherPriceAreDone() {
    assertThat(check()).isZero();
    assertThat(root.said())
        .contains(
            "holds      other resources than before: [ScalableTarget in " + TEMPLATE + "]",
            "holds      50 USD a month before, 56 after");
  }

  @Test
  void templatesFromBeforeTheChangeAreNot() throws IOException {
    root.writeOld(AFTER + "manifest.json", "{}");
    root.write(CONFIGURATION, "min: 123");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("Next: make the templates again: ./dev synth dev");
  }

  @Test
  void changeThatNoTemplateShowsIsNot() throws IOException {
    root.write(AFTER + TEMPLATE, RESOURCE.formatted(1));

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    other resources than before: []");
  }

  @Test
  void changeThatCostsNothingIsNot() throws IOException {
    root.write("target/lab-3/after.txt", "\nAbout 50 USD a month at least\n");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    50 USD a month before, 50 after");
  }

  @Test
  void planThatWasNotKeptIsNamed() throws IOException {
    root.delete("target/lab-3/after.txt");

    assertThat(check()).isEqualTo(1);
    assertThat(root.said()).contains("not yet    both tell a price");
  }

  private int check() {
    return root.dev("lab", "check", "3");
  }
}
