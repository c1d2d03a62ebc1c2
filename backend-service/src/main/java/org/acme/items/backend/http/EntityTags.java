package org.acme.items.backend.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header, RFC 9110 section 13.1, where
 * entity tags are versions: {@code "7"}, {@code "7", W/"8"} or {@code *}.
 *
 * @param any whether the value was {@code *}
 * @param strong versions named by strong tags; tags that are not versions match nothing and are
 *     left out
 * @param weak versions named by weak tags
 */
public record EntityTags(boolean any, Set<Long> strong, Set<Long> weak) {
  /** More tags than this are refused: every tag costs a term in the store's condition. */
  public static final int MAX_TAGS = 20;

  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t,]*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"[ \\t]*(,[ \\t,]*|$)");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  public EntityTags {
    strong = Set.copyOf(strong);
    weak = Set.copyOf(weak);
  }

  /** The entity tag of a version, with its quotes. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Reads a header.
   *
   * @param header its name, for the message
   * @param lines its values: a list may be sent in several lines
   * @throws ProblemException if the value is not a list of entity tags
   */
  public static EntityTags parse(String header, List<String> lines) {
    String value = String.join(",", lines);
    if (value.strip().equals("*")) {
      return new EntityTags(true, Set.of(), Set.of());
    }
    Set<Long> strong = new HashSet<>();
    Set<Long> weak = new HashSet<>();
    Matcher tag = TAG.matcher(value);
    int end = 0;
    int count = 0;
    while (end < value.length() && tag.find() && ++count <= MAX_TAGS) {
      @Nullable String opaque = tag.group(2);
      if (opaque != null && VERSION.matcher(opaque).matches()) {
        (tag.group(1) == null ? strong : weak).add(Long.valueOf(opaque));
      }
      end = tag.end();
    }
    if (count == 0 || end < value.length()) {
      throw ProblemException.invalid(
          header, "must be * or up to %d entity tags such as \"7\"".formatted(MAX_TAGS));
    }
    return new EntityTags(false, strong, weak);
  }

  /** Strong comparison, for changes: a weak tag never matches. */
  public boolean matchStrongly(long version) {
    return any || strong.contains(version);
  }

  /** Weak comparison, for reads. */
  public boolean matchWeakly(long version) {
    return any || strong.contains(version) || weak.contains(version);
  }
}
