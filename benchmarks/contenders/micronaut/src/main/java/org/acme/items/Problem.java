package org.acme.items;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** The body of every error. */
@Serdeable
public record Problem(String title, int status, String detail, String instance) {
  @Singleton
  static class Provider implements JsonErrorResponseBodyProvider<Problem> {
    @Override
    public Problem body(ErrorContext error, HttpResponse<?> response) {
      return new Problem(
          response.reason(),
          response.code(),
          error.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; ")),
          error.getRequest().getPath());
    }

    @Override
    public String contentType() {
      return "application/problem+json";
    }
  }
}
