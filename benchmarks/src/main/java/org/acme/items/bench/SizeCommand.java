package org.acme.items.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What an image of each adds to the image of its runtime. */
@Command(name = "size", description = "How large the backend and contenders are in an image.")
final class SizeCommand implements Callable<Integer> {
  /** Of a contender: prints lines of a kind and a path. */
  private static final String FILES = "files";

  /** In the order of the layers of its Dockerfile. */
  private static final List<String> BACKEND =
      List.of(
          "library lib",
          "service quarkus-run.jar",
          "service quarkus",
          "service app",
          "cache app.aot");

  @Mixin private Results results = new Results();

  @Mixin private Names names = new Names();

  /** What a file is; only libraries stay as they are with a new version. */
  private enum Kind {
    LIBRARY,
    SERVICE,
    CACHE
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    results.check("size", SpeedCommand.DOCUMENT);
    Map<Contender, Map<Kind, Footprint>> sizes = new LinkedHashMap<>();
    for (Contender contender : Contenders.namedWithoutLimits(results.root(), names.given())) {
      boolean ours = contender.name().equals(Contenders.BACKEND);
      sizes.put(contender, sizes(contender, ours ? BACKEND : printed(contender)));
    }
    Map<Contender, Map<String, Samples>> named = new LinkedHashMap<>();
    sizes.forEach((contender, kinds) -> named.put(contender, named(kinds)));
    results.show("size", SpeedCommand.DOCUMENT, table(sizes), named);
    return 0;
  }

  private static List<String> printed(Contender contender)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("./" + FILES)
            .directory(contender.folder().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new BenchException(contender.folder().resolve(FILES) + " failed");
    }
    return text.lines().toList();
  }

  private static Map<Kind, Footprint> sizes(Contender contender, List<String> lines)
      throws IOException {
    Map<Kind, Footprint> sizes = new EnumMap<>(Kind.class);
    for (String line : lines) {
      String[] kindAndPath = line.split(" ", 2);
      Path path = contender.folder().resolve(kindAndPath[1]);
      Kind kind = Kind.valueOf(kindAndPath[0].toUpperCase(Locale.ROOT));
      sizes.merge(kind, Footprint.of(path), Footprint::plus);
    }
    return sizes;
  }

  private static Map<String, Samples> named(Map<Kind, Footprint> sizes) {
    Map<String, Samples> named = new LinkedHashMap<>();
    sizes.forEach((kind, size) -> {
      String name = kind.name().toLowerCase(Locale.ROOT);
      named.put(name + "Mebibytes", new Samples(List.of(size.mebibytes())));
      named.put(name + "CompressedMebibytes", new Samples(List.of(size.compressedMebibytes())));
    });
    return named;
  }

  private static String table(Map<Contender, Map<Kind, Footprint>> sizes) {
    StringBuilder text =
        new StringBuilder(
            """
            | | libraries, MiB | the service itself | AOT cache | all, compressed | of that new with each version |
            |---|---|---|---|---|---|
            """);
    sizes.forEach((contender, kinds) -> {
      Footprint library = of(kinds, Kind.LIBRARY);
      Footprint service = of(kinds, Kind.SERVICE);
      Footprint cache = of(kinds, Kind.CACHE);
      Footprint version = service.plus(cache);
      text.append(
          "| %s | %.0f | %.2f | %s | %.0f | %.1f |%n"
              .formatted(
                  contender.name(),
                  library.mebibytes(),
                  service.mebibytes(),
                  cache.bytes() == 0 ? "" : "%.0f".formatted(cache.mebibytes()),
                  library.plus(version).compressedMebibytes(),
                  version.compressedMebibytes()));
    });
    return text.toString();
  }

  private static Footprint of(Map<Kind, Footprint> kinds, Kind kind) {
    return kinds.getOrDefault(kind, Footprint.NONE);
  }
}
