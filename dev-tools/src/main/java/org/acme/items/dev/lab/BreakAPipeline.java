package org.acme.items.dev.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Lab 5: a build that stopped half-way, and after it one that handed on what it made. */
record BreakAPipeline(Path root) implements Check {
  private static final String LAB = "target/lab-5";
  private static final String RESULT = "target/buildspec/pipeline";
  private static final String ARTIFACT = "contracts.tar";

  @Override
  public void look(Given given, Findings findings) throws IOException {
    Path red = root.resolve(LAB).resolve("red.txt");
    findings.lookAt(LAB + "/red.txt, what the broken build said");
    if (!findings.expect(
        Files.exists(red), "it is there", "run the pipeline while it is broken, as in step 4")) {
      return;
    }
    String said = Files.readString(red);
    findings.expect(
        said.contains("=== pre_build SUCCEEDED"),
        "the phase pre_build went well",
        "break the build later than that: with an example that has no status, as in step 4");
    findings.expect(
        said.contains("=== build FAILED"),
        "the phase build failed",
        "break the build with an example that has no status, as in step 4");
    findings.expect(
        said.contains("exported DIGEST has no value"),
        "nothing was handed on",
        "make post_build end when the build has failed, as the pipeline of step 2 does");
    expectGreen(red, findings);
  }

  private void expectGreen(Path red, Findings findings) throws IOException {
    Path exported = root.resolve(RESULT).resolve("exported.json");
    Path artifact = root.resolve(RESULT).resolve("artifacts").resolve(ARTIFACT);
    findings.lookAt(RESULT + ", what the last build left");
    if (!findings.expect(
        new WorkingTree(root).isNewer(exported, List.of(red)),
        "a build has run after the broken one",
        "repair it and run it again, as in step 5")) {
      return;
    }
    String digest = new ObjectMapper().readTree(exported.toFile()).path("DIGEST").asText();
    if (findings.expect(
        !digest.isEmpty() && Files.exists(artifact),
        "it handed on an artifact and its digest",
        "take the broken example away and run the pipeline again, as in step 5")) {
      findings.expect(
          sha256(artifact).equals(digest),
          "the digest is that of the artifact: " + digest,
          "export the digest of what is in " + RESULT + "/artifacts, as in step 2");
    }
  }

  static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
