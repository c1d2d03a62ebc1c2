package org.acme.items.frontend.http;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Who this process is, under the name by which templates ask for it. */
@Named("service")
@Singleton
public final class ServiceIdentity {
  private final ServiceConfig config;

  ServiceIdentity(ServiceConfig config) {
    this.config = config;
  }

  public String version() {
    return config.version();
  }

  public String instance() {
    return config.instance();
  }
}
