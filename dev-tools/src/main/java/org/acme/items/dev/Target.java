package org.acme.items.dev;

import org.acme.items.dev.Assembly.Stack;

/** The account and region that a stage goes to. */
record Target(String account, String region) {
  /**
   * Asks AWS whose credentials these are and tells it. With a {@link Cloud#lookupProfile()} they
   * may be of another account than the stage, as those of pipelines are; the profile has to be of
   * the stage's then, or every stack there would look new.
   *
   * @throws DevException if credentials or profile are of another account than the configuration
   *     names, or if a stage in production names none
   */
  static Target of(String stage, Assembly assembly, Cloud cloud) {
    Stack any = assembly.stacks().getFirst();
    String credentials = cloud.account(any.region());
    String file = Delivery.configuration(stage);
    if (any.account().isEmpty() && any.isProtected()) {
      throw DevException.usage(
          "%s is in production: name its account in %s (these credentials are of %s)"
              .formatted(stage, file, credentials));
    }
    String account = any.account().isEmpty() ? credentials : any.account();
    String looked =
        cloud.lookupProfile().isPresent() ? cloud.lookupAccount(any.region()) : credentials;
    if (!looked.equals(account)) {
      throw DevException.usage(
          any.account().isEmpty()
              ? "%s goes where the credentials are of, %s; AWS_LOOKUP_PROFILE is of %s"
                  .formatted(stage, account, looked)
              : "%s belongs into account %s, as %s says; these credentials are of %s"
                  .formatted(stage, account, file, looked));
    }
    cloud.console().say("%s: account %s, region %s".formatted(stage, account, any.region()));
    return new Target(account, any.region());
  }
}
