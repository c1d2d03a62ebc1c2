package org.acme.items.infra.config;

import java.util.Locale;

/** Constants as they are written in files. */
public final class Words {
  private Words() {}

  /** {@code NAT_GATEWAY} is {@code nat-gateway}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
