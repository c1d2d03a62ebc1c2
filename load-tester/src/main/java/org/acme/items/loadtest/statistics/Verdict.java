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

  /** Beyond so many times what there is, how many more is a guess. */
  public static final int MOST_TIMES = 100;

  /** Of which nothing can be known about their spread. */
  private static final int TOO_FEW = 4;

  /** How much wider an interval is that holds for all four quantities together (Bonferroni). */
  private static final double FOR_FOUR = 1.27;

  /**
   * How many more paired values it would take to tell, were the difference as it seems: the
   * interval must shrink until it leaves 0 out or fits within the margin, whichever is nearer. At
   * most {@link #MOST_TIMES} what there is.
   */
  public static int missingBlocks(Interval95 difference, double margin, int blocks) {
    if (blocks < TOO_FEW) {
      return LEAST_BLOCKS - blocks;
    }
    double distance = Math.abs(difference.estimate());
    double wanted = 0.9 * Math.max(distance, margin - distance);
    double times =
        wanted <= 0
            ? MOST_TIMES
            : Math.clamp(Math.pow(FOR_FOUR * difference.halfWidth() / wanted, 2), 1, MOST_TIMES);
    double needed = Math.max(LEAST_BLOCKS, Math.ceil(blocks * times));
    return (int) Math.max(1, needed - blocks);
  }
}
