package org.acme.items.system.labs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The commands of a lab: its blocks of {@code sh} by the heading they are under.
 *
 * @param number of the lab
 * @param steps what people do
 * @param check how they see that it is done
 * @param cleanUp what they do in the end
 */
record LabDocument(int number, String steps, String check, String cleanUp) {
  private static final String BEGIN = "```sh";
  private static final String END = "```";

  private record Block(String heading, String text) {}

  /** The document with a number, of {@code docs/labs}. */
  static LabDocument numbered(Path root, int number) throws IOException {
    try (var files = Files.list(root.resolve("docs/labs"))) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().startsWith(number + "-"))
              .findFirst()
              .orElseThrow();
      return of(number, Files.readAllLines(file));
    }
  }

  static LabDocument of(int number, List<String> lines) {
    List<Block> blocks = blocks(lines);
    return new LabDocument(
        number, under(blocks, "## Steps"), under(blocks, "## Check"), under(blocks, "## Clean up"));
  }

  private static String under(List<Block> blocks, String heading) {
    return blocks.stream()
        .filter(block -> block.heading.equals(heading))
        .map(Block::text)
        .collect(Collectors.joining());
  }

  /** Blocks in lists are indented; that is not part of the command. */
  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    StringBuilder block = new StringBuilder();
    int indent = -1;
    for (String line : lines) {
      if (indent < 0 && line.strip().equals(BEGIN)) {
        indent = line.indexOf(BEGIN);
      } else if (indent >= 0 && line.strip().equals(END)) {
        blocks.add(new Block(heading, block.toString()));
        block.setLength(0);
        indent = -1;
      } else if (indent >= 0) {
        block.append(line.substring(Math.min(indent, line.length()))).append('\n');
      } else if (line.startsWith("## ")) {
        heading = line;
      }
    }
    return blocks;
  }

  @Override
  public String toString() {
    return "lab " + number;
  }
}
