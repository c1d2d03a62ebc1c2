package org.acme.items.infra.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.acme.items.infra.config.ServiceConfig;
import org.acme.items.infra.platform.Ids;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.ssm.IStringParameter;
import software.amazon.awscdk.services.ssm.SecureStringParameterAttributes;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** What a service gets from Secrets Manager and Parameter Store; values never come by here. */
final class ServiceSecrets extends Construct {
  private static final String SECRETS_MANAGER = "secretsmanager:";
  private static final String PARAMETER_STORE = "ssm:";

  private final Map<String, Secret> variables = new LinkedHashMap<>();

  ServiceSecrets(Construct scope, String id, ServiceConfig service) {
    super(scope, id);
    service
        .secrets()
        .forEach((variable, source) -> variables.put(variable, read(variable, source)));
  }

  private Secret read(String variable, String source) {
    String id = Ids.pascal(variable.toLowerCase(Locale.ROOT));
    if (source.startsWith(PARAMETER_STORE)) {
      IStringParameter parameter =
          StringParameter.fromSecureStringParameterAttributes(
              this,
              id,
              SecureStringParameterAttributes.builder()
                  .parameterName(source.substring(PARAMETER_STORE.length()))
                  .build());
      return Secret.fromSsmParameter(parameter);
    }
    String[] parts = source.substring(SECRETS_MANAGER.length()).split("#", 2);
    ISecret secret =
        software.amazon.awscdk.services.secretsmanager.Secret.fromSecretNameV2(this, id, parts[0]);
    return parts.length == 1
        ? Secret.fromSecretsManager(secret)
        : Secret.fromSecretsManager(secret, parts[1]);
  }

  Map<String, Secret> variables() {
    return Collections.unmodifiableMap(variables);
  }
}
