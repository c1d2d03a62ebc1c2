package org.acme.items.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A control group of Linux, whose processes get so much of a processor as a task on Fargate. */
final class Quota implements AutoCloseable {
  private static final int PERIOD_MICROS = 100_000;
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final boolean version2 = Files.exists(ROOT.resolve("cgroup.controllers"));
  private final Path group;

  /**
   * Makes the group.
   *
   * @param name of the group
   * @param cpus 0.25 is a quarter of a processor
   */
  Quota(String name, double cpus) {
    group = ROOT.resolve(version2 ? "items-bench-" + name : "cpu/items-bench-" + name);
    try {
      Files.createDirectories(group);
    } catch (IOException e) {
      throw refused(e);
    }
    set(cpus);
  }

  /** From now on. */
  void set(double cpus) {
    int quota = (int) Math.round(cpus * PERIOD_MICROS);
    try {
      if (version2) {
        Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
      } else {
        Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
        Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
      }
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static BenchException refused(IOException e) {
    return new BenchException("Needs root, and control groups below " + ROOT, e);
  }

  /** What to put before a command, so that it runs in the group from its first moment. */
  List<String> prefix() {
    return List.of(
        "sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", group.resolve("cgroup.procs").toString());
  }

  @Override
  public void close() {
    try {
      Files.delete(group);
    } catch (IOException e) {
      System.err.println("%s is left: %s".formatted(group, e.getMessage()));
    }
  }
}
