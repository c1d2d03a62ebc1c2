package org.acme.items.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.infra.Synth;
import org.junit.jupiter.api.Test;

/** What {@code image: local} gives to Docker. */
class LocalImageTest {
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");

  @Test
  void everythingThatTheDockerfileCopiesIsThereAndItselfToo() throws IOException {
    Synth demo = Synth.of("demo");
    Path folder = demo.folder();
    List<String> dockerfiles = new ArrayList<>();
    for (JsonNode image : dockerImages(folder)) {
      Path context = folder.resolve(image.at("/source/directory").asText());
      Path dockerfile = context.resolve(image.at("/source/dockerFile").asText());
      dockerfiles.add(context.relativize(dockerfile).toString());

      assertThat(dockerfile).isRegularFile();
      COPY.matcher(Files.readString(dockerfile))
          .results()
          .flatMap(copy -> Stream.of(copy.group(1).split(" +", -1)))
          .forEach(source -> assertThat(context.resolve(source)).exists());
    }
    assertThat(dockerfiles)
        .contains("backend-service/Dockerfile", "frontend-service/Dockerfile")
        .hasSize(
            (int)
                demo.environment().services().stream()
                    .filter(service -> service.image().equals("local"))
                    .count());
  }

  private static List<JsonNode> dockerImages(Path folder) throws IOException {
    List<JsonNode> images = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".assets.json")).toList()) {
        new ObjectMapper().readTree(file.toFile()).get("dockerImages").forEach(images::add);
      }
    }
    return images;
  }
}
