package org.acme.items.dev.buildspec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a build ended.
 *
 * @param exported variables for the pipeline, in the buildspec's order; those without a value are
 *     not there
 */
public record BuildResult(boolean succeeded, Map<String, String> exported) {
  public BuildResult {
    exported = Collections.unmodifiableMap(new LinkedHashMap<>(exported));
  }
}
