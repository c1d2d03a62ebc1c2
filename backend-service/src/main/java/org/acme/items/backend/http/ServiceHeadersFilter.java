package org.acme.items.backend.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells in every answer which process gave it. */
@ApplicationScoped // made with the first request: configuration is not known when filters are
class ServiceHeadersFilter {
  private final ServiceConfig service;

  ServiceHeadersFilter(ServiceConfig service) {
    this.service = service;
  }

  @ServerResponseFilter
  void addHeaders(ContainerResponseContext response) {
    response.getHeaders().putSingle("Service-Instance", service.instance());
    response.getHeaders().putSingle("Service-Version", service.version());
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
  }
}
