package org.acme.items.dev.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.acme.items.dev.DevException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "com.Acme.shop",
        "com.new.shop",
        "com.true.shop",
        "com..shop",
        ".com.shop",
        "com.shop.",
        "com.9to5",
        "com.my-shop",
        "com.café",
        "com.acme/shop",
        "java.shop",
        ""
      })
  void packageThatIsNoneIsRefused(String basePackage) {
    assertThatExceptionOfType(DevException.class)
        .isThrownBy(() -> Project.of(basePackage, "shop"))
        .withMessageContaining("--package")
        .withMessageContaining(basePackage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Shop",
        "9shop",
        "shop-",
        "-shop",
        "my--shop",
        "my_shop",
        "my.shop",
        "",
        "twenty-one-characters"
      })
  void nameThatIsNoLabelIsRefused(String name) {
    assertThatExceptionOfType(DevException.class)
        .isThrownBy(() -> Project.of("com.example.store", name))
        .withMessageContaining("--name")
        .withMessageContaining(name);
  }

  @Test
  void namesOfTheSampleAreRefused() {
    assertThatExceptionOfType(DevException.class)
        .isThrownBy(() -> Project.of("com.example.store", Project.SAMPLE.name()))
        .withMessageContaining("is the sample's");
    assertThatExceptionOfType(DevException.class)
        .isThrownBy(() -> Project.of(Project.SAMPLE.basePackage() + ".shop", "shop"))
        .withMessageContaining("is the sample's");
  }

  @Test
  void twoPartsAreEnough() {
    assertThat(Project.of("store.shop_2", "a").basePackage()).isEqualTo("store.shop_2");
  }
}
