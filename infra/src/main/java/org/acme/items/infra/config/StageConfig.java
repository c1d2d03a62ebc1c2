package org.acme.items.infra.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where services run: {@code infra/config/<stage>.yaml} without its {@code services}. */
public record StageConfig(
    @Key(
            value = "name of the system: first part of all names, domain of discovery, tag",
            byDefault = StageConfig.DEFAULT_PROJECT)
        @Pattern(regexp = Names.NAME, message = Names.NAME_HINT)
        String project,
    @Key(value = "deploying into another account is refused", otherwise = "any account")
        @Pattern(regexp = Names.ACCOUNT, message = Names.ACCOUNT_HINT)
        @Nullable String account,
    @Key("where everything is") @Pattern(regexp = Names.REGION, message = Names.REGION_HINT)
        String region,
    @Key(
            value =
                "keeps data when stacks are deleted, protects tables, keeps flow and access logs,"
                    + " demands alarms; without it everything can be removed",
            byDefault = "false")
        boolean production,
    @Key("network") Network network,
    @Key("what stands between the internet and public services") PublicEntry entry,
    @Key(value = "Container Insights; metrics of it are charged", byDefault = "off")
        Insights containerInsights,
    @Key(value = "days that logs are kept", byDefault = "14") int logDays,
    @Key("alarms") Alarms alarms,
    @Key("of services with capacity `ec2`") Ec2Capacity ec2,
    @Key("of services with capacity `managed-instances`") ManagedInstances managedInstances,
    @Key("where images are") Registry registry,
    @Key(
            value =
                "USD a month; e-mail goes out at 80 % of it, once the tag `stage` is activated for"
                    + " billing; counts every project with a stage of this name",
            otherwise = "no budget")
        @Min(1)
        @Max(1_000_000)
        @Nullable Integer budgetUsd) {
  static final String DEFAULT_PROJECT = "items";

  /** The network of a stage. */
  public record Network(
      @Key(value = "addresses", byDefault = "10.0.0.0/16")
          @Pattern(
              regexp =
                  "^10\\."
                      + Names.OCTET
                      + "\\.0\\.0/16$|^172\\.(1[6-9]|2[0-9]|3[01])\\.0\\.0/16$|^192\\.168\\.0\\.0/16$",
              message = "a private block such as 10.0.0.0/16")
          String cidr,
      @Key(value = "availability zones; load balancers need two", byDefault = "2") @Min(2) @Max(3)
          int zones,
      @Key("how tasks reach AWS and the internet") Egress egress) {}

  /** How tasks reach the world outside of their network; {@code cost} tells what each costs. */
  public enum Egress {
    NAT_GATEWAY,
    NAT_GATEWAY_SINGLE,
    NAT_INSTANCE,
    ENDPOINTS,
    PUBLIC_IP
  }

  /** What stands between the internet and public services. */
  public record PublicEntry(
      @Key(value = "its name; with it there is HTTPS only", otherwise = "HTTP, under AWS' name")
          @Nullable Domain domain,
      @Key(
              value = "AWS WAF with Amazon's common rules and a limit per address",
              byDefault = "false")
          boolean waf,
      @Key(value = "address blocks that may come in", otherwise = "everybody")
          List<@Pattern(regexp = Names.BLOCK, message = Names.BLOCK_HINT) String> allowFrom,
      @Key(
              value =
                  "address blocks that may reach the test ports of public services, where the next"
                      + " version answers without a login",
              otherwise = "nobody, so that public services have no test port")
          List<@Pattern(regexp = Names.BLOCK, message = Names.BLOCK_HINT) String> testFrom,
      @Key(value = "login with OpenID Connect before any request", otherwise = "no login")
          @Nullable Oidc oidc,
      @Key(value = "login with Amazon Cognito before any request", otherwise = "no login")
          @Nullable Cognito cognito) {
    public PublicEntry {
      allowFrom = List.copyOf(allowFrom);
      testFrom = List.copyOf(testFrom);
    }

    public boolean hasLogin() {
      return oidc != null || cognito != null;
    }
  }

  /** A name in a hosted zone of Route 53. */
  public record Domain(
      @Key("name of the site") @Pattern(regexp = Names.HOST, message = Names.HOST_HINT) String name,
      @Key("id of the hosted zone that the name is in")
          @Pattern(regexp = "^Z[A-Z0-9]{5,31}$", message = "an id such as Z0123456789ABC")
          String zoneId) {}

  /** A login. */
  public record Oidc(
      @Key("issuer") @Pattern(regexp = "^https://.+$", message = "an https address") String issuer,
      @Key("authorization endpoint") @Pattern(regexp = "^https://.+$", message = "an https address")
          String authorizationEndpoint,
      @Key("token endpoint") @Pattern(regexp = "^https://.+$", message = "an https address")
          String tokenEndpoint,
      @Key("user info endpoint") @Pattern(regexp = "^https://.+$", message = "an https address")
          String userInfoEndpoint,
      @Key("client id") String clientId,
      @Key("secret of Secrets Manager that holds the client's secret")
          @Pattern(regexp = "^[A-Za-z0-9/_+=.@-]+$", message = "the name of a secret")
          String clientSecretName) {}

  /** A login. */
  public record Cognito(
      @Key("id of the user pool") String userPoolId,
      @Key("id of its client") String clientId,
      @Key("prefix of its domain") String domainPrefix) {}

  /** Of the cluster. */
  public enum Insights {
    OFF,
    STANDARD,
    ENHANCED
  }

  /** Alarms. */
  public record Alarms(
      @Key(value = "whether there are any", byDefault = "true") boolean enabled,
      @Key("who is told; each address confirms once")
          List<@Pattern(regexp = Names.EMAIL, message = Names.EMAIL_HINT) String> emails,
      @Key(
              value =
                  "who is woken: by the one alarm of each service that says that its users suffer"
                      + " now; such as the address of a paging service",
              otherwise = "the same as emails")
          List<@Pattern(regexp = Names.EMAIL, message = Names.EMAIL_HINT) String> pages,
      @Key(
              value = "where the repository can be read; alarms link to its runbooks",
              otherwise = "alarms name the file")
          @Pattern(regexp = "^https://.+[^/]$", message = "an https address without a / at its end")
          @Nullable String repositoryUrl) {
    public Alarms {
      emails = List.copyOf(emails);
      pages = List.copyOf(pages);
    }

    /** Addresses that are woken. */
    public List<String> woken() {
      return pages.isEmpty() ? emails : pages;
    }
  }

  /** Instances of our own. */
  public record Ec2Capacity(
      @Key(value = "type", byDefault = "t4g.small")
          @Pattern(regexp = "^[a-z0-9-]+\\.[a-z0-9]+$", message = "a type such as t4g.small")
          String instanceType,
      @Key(value = "instances at most", byDefault = "4") @Min(1) @Max(100) int max) {
    /** Of the type: AWS marks its own processors with a g after the generation. */
    public TaskSize.Architecture architecture() {
      return instanceType.matches("^[a-z]+[0-9]+g.*")
          ? TaskSize.Architecture.ARM64
          : TaskSize.Architecture.X86_64;
    }
  }

  /** Instances that ECS chooses and patches. */
  public record ManagedInstances(
      @Key(value = "processors of an instance at least", byDefault = "1") @Min(1) @Max(192)
          int minProcessors,
      @Key(value = "processors of an instance at most", byDefault = "4") @Min(1) @Max(192)
          int maxProcessors,
      @Key(value = "GiB of memory of an instance at least", byDefault = "2") @Min(1) @Max(1536)
          int minMemoryGiB,
      @Key(value = "whether AWS may take them back at any time", byDefault = "false")
          boolean spot) {}

  /** Where images are. */
  public record Registry(
      @Key(value = "stage whose repositories hold the images", otherwise = "this one")
          @Pattern(regexp = Names.NAME, message = Names.NAME_HINT)
          @Nullable String stage,
      @Key(value = "its account", otherwise = "that of this stage")
          @Pattern(regexp = Names.ACCOUNT, message = Names.ACCOUNT_HINT)
          @Nullable String account,
      @Key("accounts that may read from the repositories of this stage")
          List<@Pattern(regexp = Names.ACCOUNT, message = Names.ACCOUNT_HINT) String> readers) {
    public Registry {
      readers = List.copyOf(readers);
    }
  }
}
