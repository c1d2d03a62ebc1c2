package org.acme.items.loadtest.measurement;

import java.lang.management.ManagementFactory;

/** Processor time of this process. */
final class Cpu {
  private Cpu() {}

  static long nanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
