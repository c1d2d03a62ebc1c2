package org.acme.items.system.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * One document: what in it can be held against the rest of the repository.
 *
 * @param name its path from the root
 * @param source its text
 * @param anchors of its headings, as GitHub makes them, and those written in HTML
 */
record Markdown(
    String name,
    String source,
    List<Block> blocks,
    List<Reference> references,
    List<Piece> codes,
    List<Piece> texts,
    Set<String> anchors) {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  /** Attributes of HTML that name a target or an anchor. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\b(href|src|id|name)\\s*=\\s*\"([^\"]*)\"");

  /**
   * What stands between fences.
   *
   * @param line of its first line of text, counted from 1
   * @param info what stands behind the opening fence
   */
  record Block(String document, int line, String info, String text) {
    /** The language, for which a reader's editor or GitHub colours it. */
    String language() {
      return info.split(" ", 2)[0];
    }

    boolean isShell() {
      return Set.of("sh", "bash", "console").contains(language());
    }

    String at(int offset) {
      return document + ":" + (line + offset);
    }
  }

  /** Where a link or an image leads. */
  record Reference(String document, int line, String target) {
    String at() {
      return document + ":" + line;
    }
  }

  /** Code within a sentence, or words of one. */
  record Piece(String document, int line, String text) {
    String at() {
      return document + ":" + line;
    }
  }

  /** Which files are documents of this repository; others may be drafts of documents to be. */
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "[^/]+\\.md|docs/.*\\.md|[^/]+/README\\.md|benchmarks/contenders/README\\.md");

  /** Every document of a checkout, by its path. */
  static List<Markdown> all(Tree tree) {
    return tree.files().stream()
        .filter(file -> DOCUMENT.matcher(file).matches())
        .map(file -> read(tree.root(), file))
        .toList();
  }

  private static Markdown read(Path root, String name) {
    try {
      return parse(name, Files.readString(root.resolve(name)));
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }

  static Markdown parse(String name, String source) {
    Reader reader = new Reader(name);
    PARSER.parse(source).accept(reader);
    return new Markdown(
        name,
        source,
        List.copyOf(reader.blocks),
        List.copyOf(reader.references),
        List.copyOf(reader.codes),
        List.copyOf(reader.texts),
        Set.copyOf(reader.anchors));
  }

  /** The folder it is in, from the root; empty for the root itself. */
  String folder() {
    return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return name;
  }

  private static final class Reader extends AbstractVisitor {
    private final String name;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Piece> codes = new ArrayList<>();
    private final List<Piece> texts = new ArrayList<>();
    private final Set<String> anchors = new LinkedHashSet<>();

    private Reader(String name) {
      this.name = name;
    }

    @Override
    public void visit(FencedCodeBlock block) {
      blocks.add(new Block(name, line(block) + 1, block.getInfo().strip(), block.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      blocks.add(new Block(name, line(block), "", block.getLiteral()));
    }

    @Override
    public void visit(Code code) {
      codes.add(new Piece(name, line(code), code.getLiteral()));
    }

    @Override
    public void visit(Text text) {
      texts.add(new Piece(name, line(text), text.getLiteral()));
    }

    @Override
    public void visit(Link link) {
      references.add(new Reference(name, line(link), link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      references.add(new Reference(name, line(image), image.getDestination()));
      visitChildren(image);
    }

    @Override
    public void visit(HtmlBlock html) {
      html(html.getLiteral(), line(html));
    }

    @Override
    public void visit(HtmlInline html) {
      html(html.getLiteral(), line(html));
    }

    private void html(String literal, int line) {
      Matcher attribute = ATTRIBUTE.matcher(literal);
      while (attribute.find()) {
        switch (attribute.group(1)) {
          case "href", "src" -> references.add(new Reference(name, line, attribute.group(2)));
          default -> anchors.add(attribute.group(2));
        }
      }
    }

    @Override
    public void visit(Heading heading) {
      StringBuilder words = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text text) {
              words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
              words.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
              words.append(' ');
            }
          });
      String slug = slug(words.toString());
      String anchor = slug;
      for (int i = 1; anchors.contains(anchor); i++) {
        anchor = slug + "-" + i;
      }
      anchors.add(anchor);
      visitChildren(heading);
    }

    @Override
    public void visit(CustomNode node) {
      visitChildren(node);
    }

    /** As GitHub does: letters, digits, hyphens and underscores stay, a space becomes a hyphen. */
    private static String slug(String heading) {
      return heading
          .toLowerCase(Locale.ROOT)
          .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc}\\- ]", "")
          .replace(' ', '-');
    }

    /** Of a node, or of what it stands in where the parser gives none. */
    private static int line(Node node) {
      for (Node at = node; at != null; at = at.getParent()) {
        List<SourceSpan> spans = at.getSourceSpans();
        if (!spans.isEmpty()) {
          return spans.getFirst().getLineIndex() + 1;
        }
      }
      return 1;
    }
  }
}
