package org.acme.items.infra.platform;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.IListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.constructs.Construct;

/** What services know of the load balancer in front of them. */
public interface LoadBalancer {
  ApplicationLoadBalancer balancer();

  /** On which requests come in. */
  ApplicationListener listener();

  /**
   * What has to happen before a request goes on, such as a login.
   *
   * @param scope of what that takes
   */
  ListenerAction admit(Construct scope, ListenerAction next);

  /** With which it speaks HTTPS, also on other ports; null for HTTP. */
  @Nullable IListenerCertificate certificate();

  /** Address without a slash at its end. */
  String url();
}
