package org.acme.items.dev.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveServiceCommandTest {
  private final Checkout checkout;

  RemoveServiceCommandTest(@TempDir Path root) throws IOException {
    checkout = new Checkout(root);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasMadeGoesWithoutATrace(Kind kind) {
    Map<String, String> before = checkout.everything();
    checkout.dev("new-service", "shop", "--kind", kind.toString(), "--calls", "backend");

    assertThat(checkout.dev("remove-service", "shop")).as(checkout.said()).isZero();

    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void oneOfSeveralGoesAndTheOthersStay() {
    checkout.dev("new-service", "stock", "--kind", "api");
    Map<String, String> before = checkout.everything();
    checkout.dev("new-service", "one", "--calls", "stock");
    checkout.dev("new-service", "two", "--kind", "worker", "--calls", "stock,backend");

    assertThat(checkout.dev("remove-service", "one")).as(checkout.said()).isZero();
    assertThat(checkout.yaml("docker-compose.yml").at("/services/stock/networks").has("two-stock"))
        .isTrue();
    assertThat(checkout.dev("remove-service", "two")).as(checkout.said()).isZero();

    assertThat(checkout.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop-service/service.yaml",
        "shop-service/src/main/java/Mine.java",
        "shop-service/.idea/notes.xml",
        "shop-service/README.md"
      })
  void workThatNoCommitHasIsNotLost(String file) {
    checkout.dev("new-service", "shop");
    checkout.commit();
    String text = checkout.file(file).toFile().exists() ? checkout.text(file) : "";
    checkout.write(file, text + "# mine\n");
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("remove-service", "shop")).isEqualTo(2);
    assertThat(checkout.said()).contains("No commit has shop-service/").contains("--yes");
    assertThat(checkout.everything()).isEqualTo(before);

    assertThat(checkout.dev("remove-service", "shop", "--yes")).isZero();
    assertThat(checkout.file("shop-service")).doesNotExist();
  }

  @Test
  void whatBuildsMadeGoes() {
    checkout.dev("new-service", "shop");
    checkout.write("shop-service/target/classes/A.class", "built");

    assertThat(checkout.dev("remove-service", "shop")).as(checkout.said()).isZero();

    assertThat(checkout.file("shop-service")).doesNotExist();
  }

  @Test
  void withoutGitNothingIsRemovedUnlessToldTwice() throws IOException {
    checkout.dev("new-service", "shop");
    Files.move(checkout.file(".git"), checkout.file("not-git"));

    assertThat(checkout.dev("remove-service", "shop")).isEqualTo(1);

    assertThat(checkout.said()).contains("git does not tell what no commit has in shop-service");
    assertThat(checkout.file("shop-service")).exists();
    assertThat(checkout.dev("remove-service", "shop", "--yes")).isZero();
  }

  @Test
  void calledServiceIsRefusedWithItsCallers() {
    checkout.dev("new-service", "stock", "--kind", "api");
    checkout.dev("new-service", "shop", "--calls", "stock");

    assertThat(checkout.dev("remove-service", "stock", "--yes")).isEqualTo(2);

    assertThat(checkout.said()).contains("stock is called by shop");
    assertThat(checkout.file("stock-service")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backend", "frontend", "load"})
  void servicesThatTestsAreAboutAreRefused(String name) {
    assertThat(checkout.dev("remove-service", name, "--yes")).isEqualTo(2);

    assertThat(checkout.said()).contains(name + " was not made by new-service");
  }

  @Test
  void unknownServiceIsRefusedWithThoseThereAre() {
    assertThat(checkout.dev("remove-service", "shop")).isEqualTo(2);

    assertThat(checkout.said())
        .contains("There is no service shop; there are: backend, frontend, load");
  }

  @Test
  void whatToDoWithDeployedStacksIsTold() {
    checkout.write("infra/config/demo.yaml", "region: eu-west-1\nproject: shelf\n");
    checkout.write("infra/delivery.yaml", "region: eu-north-1\nstages:\n  - { stage: demo }\n");
    checkout.dev("new-service", "shop");

    checkout.dev("remove-service", "shop");

    assertThat(checkout.said())
        .contains(
            "--region eu-west-1 --stack-name shelf-demo-shop",
            "--stack-name kiosk-dev-shop",
            "--region eu-north-1 --stack-name shelf-delivery-shop",
            "./dev destroy STAGE");
  }

  @Test
  void dryRunTellsAndRemovesNothing() {
    checkout.dev("new-service", "shop");
    Map<String, String> before = checkout.everything();

    assertThat(checkout.dev("remove-service", "shop", "--dry-run")).isZero();

    assertThat(checkout.said()).contains("Would remove:\n  shop-service\n");
    assertThat(checkout.everything()).isEqualTo(before);
  }

  @Test
  void failureAtAnyStepLeavesEverythingAsItWas() throws Exception {
    checkout.dev("new-service", "shop", "--calls", "backend");
    checkout.commit();
    Map<String, String> before = checkout.everything();
    List<Path> steps = new ArrayList<>();
    checkout.remove(steps::add, "shop");
    checkout.dev("new-service", "shop", "--calls", "backend");
    assertThat(checkout.everything()).isEqualTo(before);

    for (int step = 0; step < steps.size(); step++) {
      Consumer<Path> failing = Failing.atStep(step);
      assertThatThrownBy(() -> checkout.remove(failing, "shop")).hasMessage(Failing.MESSAGE);
      assertThat(checkout.everything()).as("after step %d", step).isEqualTo(before);
    }
  }
}
