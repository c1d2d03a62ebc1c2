package org.acme.items.infra.monitoring;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/** What is counted of the requests to a service, whoever counts. */
interface RequestMetrics {
  /** Requests that were answered in a period. */
  IMetric requests(Duration period);

  /** Those of them that were answered with 5xx. */
  IMetric failed(Duration period);

  /**
   * Those of them that took longer.
   *
   * @param thresholdMs milliseconds
   */
  IMetric slow(int thresholdMs, Duration period);

  /** Seconds until the answer, of the given percent of requests. */
  IMetric latency(double percentile, Duration period);
}
