package org.acme.items.backend.http;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds out once who this process is. */
final class ServiceIdentityProducer {
  @Produces
  @Singleton
  ServiceIdentity identity(ServiceConfig config) {
    return ServiceIdentity.of(config);
  }
}
