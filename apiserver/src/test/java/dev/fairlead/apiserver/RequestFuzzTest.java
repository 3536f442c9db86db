package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any request gets an answer that is no internal error, and shows nobody what isn't theirs. The
 * bytes are lines: method and path, query, headers, an empty line, and the body.
 */
class RequestFuzzTest {
  private static final int MAX_BYTES = 1 << 16;

  @FuzzTest(maxDuration = "10m")
  void answersAnyRequest(byte[] bytes) {
    byte[] input = bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    for (String token : new String[] {FuzzedServer.GUEST, FuzzedServer.ADMIN}) {
      Response response = FuzzedServer.fresh().answer(read(input, token));
      if (response.content() instanceof Response.Content.Stream stream) {
        String events = new String(FuzzedServer.drained(stream), StandardCharsets.UTF_8);
        if (token.equals(FuzzedServer.GUEST)) {
          assertThat(events).doesNotContain(FuzzedServer.SECRET);
        }
      }
    }
  }

  private static Request read(byte[] bytes, String token) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(bytes, end + 2, bytes.length);
    String[] lines = head.split("\n", -1);
    String[] first = utf8(lines[0]).split(" ", 2);
    Map<String, List<String>> query = new LinkedHashMap<>();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String line = utf8(lines[i]);
      boolean header = (line.indexOf(':') > 0 && line.indexOf('=') < 0) || line.contains(": ");
      String[] pair = line.split(header ? ": ?" : "=", 2);
      String name = header ? pair[0].toLowerCase(java.util.Locale.ROOT) : pair[0];
      (header ? headers : query)
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(pair.length < 2 ? "" : pair[1]);
    }
    String path = first.length < 2 ? "/" : first[1];
    return FuzzedServer.request(first[0], path, query, headers, body, token);
  }

  private static String utf8(String line) {
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
