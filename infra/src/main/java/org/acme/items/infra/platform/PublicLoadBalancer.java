package org.acme.items.infra.platform;

import java.util.List;
import org.acme.items.infra.checks.Acknowledged;
import org.acme.items.infra.config.EnvironmentConfig;
import org.acme.items.infra.config.StageConfig.Cognito;
import org.acme.items.infra.config.StageConfig.Domain;
import org.acme.items.infra.config.StageConfig.Oidc;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.AuthenticateOidcOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.IListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.actions.AuthenticateCognitoAction;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.constructs.Construct;

/**
 * The one door to the internet, which all public services share: one load balancer costs less than
 * one each. What no service asks for gets 404. With a domain there is HTTPS only.
 */
public final class PublicLoadBalancer extends Construct implements LoadBalancer {
  /**
   * TLS 1.2 and 1.3, both with forward secrecy, and 1.3 with a key exchange against quantum
   * computers.
   */
  private static final SslPolicy TLS = SslPolicy.TLS13_12_RES_PQ;

  /** The same, as Elastic Load Balancing calls it. */
  public static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

  /** The same with and without a domain, so that the rules of services stay when one comes. */
  private static final String MAIN = "Main";

  private final EnvironmentConfig environment;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationListener listener;
  private @Nullable IListenerCertificate certificate;

  public PublicLoadBalancer(
      Construct scope,
      String id,
      EnvironmentConfig environment,
      Network network,
      SecurityGroup securityGroup) {
    super(scope, id);
    this.environment = environment;
    this.balancer =
        ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(network.vpc())
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
            .internetFacing(true)
            .securityGroup(securityGroup)
            .dropInvalidHeaderFields(true)
            .deletionProtection(environment.settings().production())
            .build();
    Domain domain = environment.settings().entry().domain();
    this.listener = domain == null ? plain() : secure(domain);
    if (environment.settings().production()) {
      new AccessLogs(this, "AccessLogs", environment).of(balancer);
    } else {
      Acknowledged.by(
          balancer,
          "AwsSolutions-ELB2",
          "Access logs are for production; elsewhere the services' own logs are enough.");
    }
    if (environment.settings().entry().waf()) {
      new Firewall(this, "Firewall", balancer.getLoadBalancerArn());
    }
  }

  private ApplicationListener plain() {
    return balancer.addListener(
        MAIN, InternalLoadBalancer.notFound(ServiceConnections.HTTP).build());
  }

  private ApplicationListener secure(Domain domain) {
    IHostedZone zone =
        HostedZone.fromHostedZoneAttributes(
            this,
            "Zone",
            HostedZoneAttributes.builder()
                .zoneName(domain.name()) // only its id counts: the record is named in full
                .hostedZoneId(domain.zoneId())
                .build());
    IListenerCertificate ours =
        ListenerCertificate.fromCertificateManager(
            Certificate.Builder.create(this, "Certificate")
                .domainName(domain.name())
                .validation(CertificateValidation.fromDns(zone))
                .build());
    this.certificate = ours;
    ARecord.Builder.create(this, "Record")
        .zone(zone)
        .recordName(domain.name() + ".")
        .target(RecordTarget.fromAlias(new LoadBalancerTarget(balancer)))
        .build();
    ApplicationListener https =
        balancer.addListener(
            MAIN,
            InternalLoadBalancer.notFound(ServiceConnections.HTTPS)
                .protocol(ApplicationProtocol.HTTPS)
                .certificates(List.of(ours))
                .sslPolicy(TLS)
                .build());
    balancer
        .addListener(
            "Redirect",
            BaseApplicationListenerProps.builder()
                .port(ServiceConnections.HTTP)
                .protocol(ApplicationProtocol.HTTP)
                .open(false)
                .defaultAction(
                    ListenerAction.redirect(
                        RedirectOptions.builder()
                            .protocol("HTTPS")
                            .port("443")
                            .permanent(true)
                            .build()))
                .build())
        .getNode()
        .addDependency(https); // which may have to leave the port first
    return https;
  }

  @Override
  public ApplicationLoadBalancer balancer() {
    return balancer;
  }

  @Override
  public ApplicationListener listener() {
    return listener;
  }

  @Override
  public ListenerAction admit(Construct scope, ListenerAction next) {
    Oidc oidc = environment.settings().entry().oidc();
    if (oidc != null) {
      return ListenerAction.authenticateOidc(
          AuthenticateOidcOptions.builder()
              .issuer(oidc.issuer())
              .authorizationEndpoint(oidc.authorizationEndpoint())
              .tokenEndpoint(oidc.tokenEndpoint())
              .userInfoEndpoint(oidc.userInfoEndpoint())
              .clientId(oidc.clientId())
              .clientSecret(SecretValue.secretsManager(oidc.clientSecretName()))
              .allowHttpsOutbound(false) // the security group says so already
              .next(next)
              .build());
    }
    Cognito cognito = environment.settings().entry().cognito();
    if (cognito != null) {
      return AuthenticateCognitoAction.Builder.create()
          .userPool(UserPool.fromUserPoolId(scope, "UserPool", cognito.userPoolId()))
          .userPoolClient(
              UserPoolClient.fromUserPoolClientId(scope, "UserPoolClient", cognito.clientId()))
          .userPoolDomain(
              UserPoolDomain.fromDomainName(scope, "UserPoolDomain", cognito.domainPrefix()))
          .allowHttpsOutbound(false)
          .next(next)
          .build();
    }
    return next;
  }

  @Override
  public @Nullable IListenerCertificate certificate() {
    return certificate;
  }

  @Override
  public String url() {
    Domain domain = environment.settings().entry().domain();
    return domain == null
        ? "http://" + balancer.getLoadBalancerDnsName()
        : "https://" + domain.name();
  }
}
