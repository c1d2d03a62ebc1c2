package org.acme.items.loadtest.statistics;

/** What a difference with its interval means. */
public enum Verdict {
  SLOWER,
  FASTER,
  EQUIVALENT,
  INCONCLUSIVE;

  /** Fewer paired values say nothing. */
  public static final int LEAST_BLOCKS = 30;

  private static final double SIGNIFICANT = 0.05;

  /**
   * Judges a difference.
   *
   * @param pValue adjusted for the number of comparisons
   * @param margin within which a difference does not matter
   * @param blocks paired values behind it
   */
  public static Verdict of(Interval95 difference, double pValue, double margin, int blocks) {
    if (blocks < LEAST_BLOCKS) {
      return INCONCLUSIVE;
    }
    if (difference.isWithin(margin)) {
      return EQUIVALENT;
    }
    if (pValue < SIGNIFICANT && !difference.contains(0)) {
      return difference.estimate() > 0 ? SLOWER : FASTER;
    }
    return INCONCLUSIVE;
  }

  /**
   * How many more paired values it would take to tell, were the difference as it seems: the
   * interval must shrink until it leaves 0 out or fits within the margin, whichever is nearer.
   */
  public static int missingBlocks(Interval95 difference, double margin, int blocks) {
    double distance = Math.abs(difference.estimate());
    double wanted = 0.9 * Math.max(distance, margin - distance);
    double times = wanted <= 0 ? 100 : Math.pow(difference.halfWidth() / wanted, 2);
    long needed = Math.max(LEAST_BLOCKS, Math.round(Math.ceil(blocks * Math.clamp(times, 1, 100))));
    return (int) Math.max(1, needed - blocks);
  }
}
