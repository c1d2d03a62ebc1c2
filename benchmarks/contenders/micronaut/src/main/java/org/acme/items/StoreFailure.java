package org.acme.items;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

@Singleton
public class StoreFailure implements ExceptionHandler<SdkException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFailure.class);

  private final ErrorResponseProcessor<?> errors;

  StoreFailure(ErrorResponseProcessor<?> errors) {
    this.errors = errors;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, SdkException e) {
    LOG.error("table failed", e);
    return errors.processResponse(
        ErrorContext.builder(request).errorMessage("The table did not answer").build(),
        HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
  }
}
