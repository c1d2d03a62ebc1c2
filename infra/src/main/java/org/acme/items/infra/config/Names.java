package org.acme.items.infra.config;

/** Patterns that several keys share, as whole texts, and what they mean. */
final class Names {
  static final String NAME = "^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$";
  static final String NAME_HINT =
      "1 to 20 small letters, digits and single hyphens between them, a letter first";
  static final String VARIABLE = "^[A-Z][A-Z0-9_]*$";
  static final String VARIABLE_HINT = "capital letters, digits and underscores";
  static final String PATH = "^/[A-Za-z0-9/_.~-]*$";
  static final String PATH_HINT = "a path such as /q/health/live";
  static final String ROUTE = "^/[A-Za-z0-9/_.~$*?-]*$";
  static final String ROUTE_HINT = "a path such as /shop/*, with * and ? as wildcards";
  static final String HOST = "^[a-z0-9*?.-]+$";
  static final String HOST_HINT = "a host name such as shop.example.com";
  static final String ACCOUNT = "^[0-9]{12}$";
  static final String ACCOUNT_HINT = "an account of 12 digits, in quotes";
  static final String EMAIL = "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$";
  static final String EMAIL_HINT = "an e-mail address";
  static final String ATTRIBUTE = "^[A-Za-z0-9_.-]{1,255}$";
  static final String ATTRIBUTE_HINT = "the name of an attribute";

  static final String REGION = "^[a-z]{2}(-[a-z]+)+-[0-9]$";
  static final String REGION_HINT = "a region such as eu-central-1";
  static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  static final String BLOCK = "^" + OCTET + "(\\." + OCTET + "){3}/(3[0-2]|[12][0-9]|[0-9])$";
  static final String BLOCK_HINT = "a block such as 203.0.113.0/24";

  private Names() {}
}
