package org.acme.items.infra.service;

import java.util.List;
import java.util.Map;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.monitoring.Symptom;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * Where a service keeps data. {@link ServiceTable} is what manifests ask for; a service that needs
 * something else gets a construct with this interface.
 */
public interface DataStore {
  /** What the service has to know of it. */
  Map<String, String> environment();

  /** Lets the service use it, and nothing but it. */
  void grantTo(IGrantable service);

  /** For the service's dashboard. */
  List<IWidget> widgets();

  /** What can be wrong with it, each with a number that is 0 while all is well. */
  Map<Symptom, IMetric> troubles();

  /** Makes the stores of a service. */
  @FunctionalInterface
  interface Factory {
    List<DataStore> create(Construct scope, EnvironmentConfig environment, ServiceConfig service);
  }
}
