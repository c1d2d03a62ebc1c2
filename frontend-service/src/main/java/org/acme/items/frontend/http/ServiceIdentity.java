package org.acme.items.frontend.http;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Who this process is, under the name by which templates ask for it. */
@Named("service")
@Singleton
public final class ServiceIdentity {
  private final ServiceConfig config;
  private final SystemConfig system;

  ServiceIdentity(ServiceConfig config, SystemConfig system) {
    this.config = config;
    this.system = system;
  }

  public String version() {
    return config.version();
  }

  public String instance() {
    return config.instance();
  }

  /** Whether visitors are told about the inside. */
  public boolean open() {
    return system.enabled();
  }
}
