package dev.fairlead.client.config;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a kubeconfig file into a tree: YAML, and JSON as a part of it. */
final class KubeconfigText {
  /** In a YAML parser's message; the rest of it may quote the file, and so a secret. */
  private static final Pattern POSITION = Pattern.compile("line (\\d+)(?:,? column (\\d+))?");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private KubeconfigText() {}

  /** Null, and a problem, if it can't be read. */
  static @Nullable JsonValue tree(byte[] content, String file, Problems problems) {
    String text = decode(content);
    if (text == null) {
      problems.add(file, "is not text but binary data: name a kubeconfig file");
      return null;
    }
    if (text.lines().allMatch(KubeconfigText::saysNothing)) {
      return JsonNull.NULL;
    }
    try {
      return Codec.yaml().decodeTree(text);
    } catch (DecodeException e) {
      Matcher position = POSITION.matcher(String.valueOf(e.getMessage()));
      String where = position.find() ? ": " + position.group() : "";
      problems.add(file + where, "is not YAML: correct the file there or above");
      return null;
    }
  }

  /** A comment, a blank line or a mark between documents: of such, client-go reads nothing too. */
  private static boolean saysNothing(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.equals("---");
  }

  /** UTF-8, or UTF-16 with its mark, which Windows' PowerShell writes; null for anything else. */
  private static @Nullable String decode(byte[] content) {
    Charset charset = StandardCharsets.UTF_8;
    if (content.length >= 2 && (content[0] & content[1] & 0xff) >= 0xfe) {
      charset = StandardCharsets.UTF_16;
    }
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
      if (text.indexOf('\0') >= 0) {
        return null;
      }
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
