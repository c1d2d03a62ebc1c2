package org.acme.items.system.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.lesfurets.jenkins.unit.BasePipelineTest;
import com.lesfurets.jenkins.unit.MethodCall;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs the Jenkinsfile in JenkinsPipelineUnit. What a declarative pipeline may hold is registered
 * here by hand: anything else in the file is an error.
 */
class JenkinsfileTest extends BasePipelineTest {
  private static final List<String> BLOCKS =
      List.of("pipeline", "agent", "options", "parameters", "stages", "steps", "post", "always");

  @BeforeEach
  void runPipeline() throws Exception {
    setScriptRoots(new String[] {DeliverySteps.ROOT.toString()});
    setScriptExtension("");
    super.setUp();
    BLOCKS.forEach(block -> allow(block, Closure.class));
    allow("stage", String.class, Closure.class);
    List.of("label", "sh").forEach(step -> allow(step, String.class));
    List.of("timeout", "choice", "string", "junit", "archiveArtifacts")
        .forEach(step -> allow(step, Map.class));
    allow("disableConcurrentBuilds");

    InvokerHelper.invokeMethod(loadScript("Jenkinsfile"), "run", null);
  }

  @Test
  void stepsAreThoseOfTheBuildspecs() {
    assertThat(DeliverySteps.scripts(shellCommands()))
        .hasSameSizeAs(shellCommands())
        .isEqualTo(
            DeliverySteps.scripts(
                DeliverySteps.commands(
                    DeliverySteps.serviceFolders().getFirst().resolve("buildspec.yml"))));
  }

  @Test
  void everyServiceCanBeChosen() {
    assertThat(parameter("SERVICE").get("choices"))
        .isEqualTo(
            new Workspace(DeliverySteps.ROOT)
                .manifests().stream().map(ServiceManifest::name).sorted().toList());
  }

  @Test
  void parametersAreVariablesOfTheScripts() {
    assertThat(parameter("REPOSITORY_URI").get("defaultValue")).isEqualTo("");
    assertThat(parameter("SCAN_FAIL_ON").get("choices"))
        .isEqualTo(List.of("HIGH", "CRITICAL", "MEDIUM", "LOW", "off"));
  }

  @Test
  void reportsAreKeptWhateverHappens() {
    List<String> calls = calls().stream().map(MethodCall::getMethodName).toList();

    assertThat(calls).containsSubsequence("post", "always", "junit", "archiveArtifacts");
  }

  private List<String> shellCommands() {
    return calls().stream()
        .filter(call -> call.getMethodName().equals("sh"))
        .map(call -> call.getArgs()[0].toString())
        .toList();
  }

  private Map<?, ?> parameter(String name) {
    return calls().stream()
        .filter(call -> List.of("choice", "string").contains(call.getMethodName()))
        .map(call -> (Map<?, ?>) call.getArgs()[0])
        .filter(parameter -> name.equals(parameter.get("name")))
        .findFirst()
        .orElseThrow();
  }

  private List<MethodCall> calls() {
    List<MethodCall> calls = new ArrayList<>();
    for (Object call : getHelper().getCallStack()) {
      calls.add((MethodCall) call);
    }
    return calls;
  }

  private void allow(String step, Class<?>... parameters) {
    getHelper().registerAllowedMethod(step, List.of(parameters), null);
  }
}
