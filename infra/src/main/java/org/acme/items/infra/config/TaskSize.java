package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Size of one task. */
public record TaskSize(
    @Key("1024 units are one processor") @Min(128) @Max(16_384) int cpuUnits,
    @Key("memory in MiB, for all that runs in the task") @Min(128) @Max(122_880) int memoryMiB,
    @Key(value = "of the processor; the image has to be built for it", byDefault = "arm64")
        Architecture architecture,
    @Key(
            value = "seconds that a new container may take until its health check counts",
            byDefault = "60")
        @Max(300)
        int startSeconds,
    @Key(value = "seconds between the request to stop and the end by force", byDefault = "30")
        @Min(2)
        @Max(120)
        int stopSeconds) {
  /** What the image is built for. */
  public enum Architecture {
    ARM64,
    X86_64
  }

  /** MiB by CPU units; "Task CPU and memory" in the Amazon ECS developer guide. */
  private static final NavigableMap<Integer, List<Integer>> FARGATE =
      Collections.unmodifiableNavigableMap(
          new TreeMap<>(
              Map.of(
                  256, List.of(512, 1024, 2048),
                  512, gibibytes(1, 4, 1),
                  1024, gibibytes(2, 8, 1),
                  2048, gibibytes(4, 16, 1),
                  4096, gibibytes(8, 30, 1),
                  8192, gibibytes(16, 60, 4),
                  16_384, gibibytes(32, 120, 8))));

  private static List<Integer> gibibytes(int least, int most, int step) {
    return IntStream.iterate(least, gib -> gib <= most, gib -> gib + step)
        .map(gib -> gib * 1024)
        .boxed()
        .toList();
  }

  static boolean isFargateCpu(int cpuUnits) {
    return FARGATE.containsKey(cpuUnits);
  }

  static List<Integer> fargateMemory(int cpuUnits) {
    return FARGATE.getOrDefault(cpuUnits, List.of());
  }

  /** CPU units that Fargate offers with so much memory; all of them if it offers none. */
  static List<Integer> fargateCpu(int memoryMiB) {
    List<Integer> fitting =
        FARGATE.entrySet().stream()
            .filter(size -> size.getValue().contains(memoryMiB))
            .map(Map.Entry::getKey)
            .toList();
    return fitting.isEmpty() ? List.copyOf(FARGATE.keySet()) : fitting;
  }

  boolean isFargateSize() {
    return fargateMemory(cpuUnits).contains(memoryMiB);
  }
}
