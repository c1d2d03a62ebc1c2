package org.acme.items.system.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.acme.items.system.docs.Markdown.Block;

/**
 * What a person types before pressing Enter for it to run; may be several lines.
 *
 * @param at document and line
 */
record Command(String at, String text) {
  /** Those of a block, in order; comments and empty lines are none. */
  static List<Command> of(Block block) {
    List<Command> commands = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int begin = 0;
    List<String> lines = block.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (text.isEmpty()) {
        if (line.isBlank() || line.strip().startsWith("#")) {
          continue;
        }
        begin = i;
      }
      text.append(line).append('\n');
      boolean last = i == lines.size() - 1;
      if (last || (!line.endsWith("\\") && complaint(text.toString()).isEmpty())) {
        commands.add(new Command(block.at(begin), text.toString().strip()));
        text.setLength(0);
      }
    }
    return commands;
  }

  /** What Bash has against the text; empty if it is well formed and at its end. */
  static String complaint(String text) {
    try {
      Process bash = new ProcessBuilder("bash", "-n", "-c", text).redirectErrorStream(true).start();
      bash.getOutputStream().close();
      String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = bash.waitFor();
      return exit == 0 ? output.strip() : output.strip() + " (exit code " + exit + ")";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Without what is only for readers. */
  String withoutComment() {
    return text.replaceAll("(?m)(^|\\s)#.*$", "").strip();
  }
}
