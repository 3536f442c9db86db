package dev.fairlead.apiserver.openapi;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers {@code /openapi/v3}, its documents, and {@code /openapi/v2}, for one catalog.
 *
 * <p>Any thread may ask; each document is made once, when it is first asked for, and kept as bytes.
 */
public final class OpenApi {
  private static final String ROOT = "/openapi/v3";
  private static final String SWAGGER = "/openapi/v2";

  /** What the protobuf form is kept as; no document has this name. */
  private static final String SWAGGER_PROTOBUF = "/openapi/v2 protobuf";

  private static final String JSON = "application/json";

  private static final byte[] LESS = ascii("\\u003c");
  private static final byte[] GREATER = ascii("\\u003e");
  private static final byte[] AMPERSAND = ascii("\\u0026");

  /** Bytes that escapes add to the longest document, at most. */
  private static final int SPARE = 4096;

  /**
   * To be raised when the documents of one catalog change: clients keep a document as long as its
   * hash stays, and the hash is that of the catalog, so that the index needs no document.
   */
  static final String FORM = "2";

  private final Documents documents;
  private final String fingerprint;
  private final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
  private final Map<String, String> hashes = new ConcurrentHashMap<>();

  public OpenApi(Catalog catalog) {
    this.documents = new Documents(catalog);
    this.fingerprint = FORM + " " + catalog.api().version() + " " + catalog.customResources();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The answer, or empty if the path is none of OpenAPI. */
  public Optional<Response> answer(Request request) {
    String path = request.path();
    if (path.equals(ROOT)) {
      return Optional.of(document(request, ROOT));
    }
    if (path.equals(SWAGGER)) {
      return Optional.of(document(request, SWAGGER));
    }
    if (!path.startsWith(ROOT + "/")) {
      return Optional.empty();
    }
    String name = path.substring(ROOT.length() + 1);
    return Optional.of(
        documents.names().contains(name)
            ? document(request, name)
            : new Response(404, Map.of(), new Response.Content.Bytes(new byte[0])));
  }

  /** A document, or nothing if the client has it already or wants it in another format. */
  private Response document(Request request, String name) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Vary", List.of("Accept"));
    boolean json = Negotiation.accepts(request, "application", "json");
    if (!json && !(name.equals(SWAGGER) && acceptsProtobuf(request))) {
      return new Response(406, headers, new Response.Content.Bytes(new byte[0]));
    }
    String etag = '"' + hash(name) + '"';
    headers.put("ETag", List.of(etag));
    String hash = request.parameter("hash");
    if (hash != null && !hash.isEmpty() && !name.startsWith("/")) {
      if (!hash.equals(hash(name))) {
        headers.put("Location", List.of(address(name)));
        return new Response(301, headers, new Response.Content.Bytes(new byte[0]));
      }
      headers.put("Cache-Control", List.of("public, immutable"));
    }
    if (etag.equals(request.header("if-none-match"))) {
      return new Response(304, headers, new Response.Content.Bytes(new byte[0]));
    }
    headers.put("Content-Type", List.of(json ? JSON : SwaggerProtobuf.MEDIA_TYPE));
    return new Response(
        200, headers, new Response.Content.Bytes(made(json ? name : SWAGGER_PROTOBUF)));
  }

  private static boolean acceptsProtobuf(Request request) {
    return Negotiation.accepts(request, "application", SwaggerProtobuf.ACCEPTED)
        || Negotiation.accepts(request, "application", SwaggerProtobuf.ACCEPTED.replace('@', '.'));
  }

  private byte[] made(String name) {
    return bytes.computeIfAbsent(
        name,
        n ->
            switch (n) {
              case ROOT -> Codec.json().encode(index());
              case SWAGGER -> Codec.json().encode(Swagger.of(documents));
              case SWAGGER_PROTOBUF -> SwaggerProtobuf.of(Swagger.of(documents));
              default -> safeInHtml(Codec.json().encode(documents.document(n)));
            });
  }

  /** These three are only inside of strings; Go writes them so in version 3, but not in 2. */
  private static byte[] safeInHtml(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + SPARE);
    for (byte character : json) {
      switch (character) {
        case '<' -> out.writeBytes(LESS);
        case '>' -> out.writeBytes(GREATER);
        case '&' -> out.writeBytes(AMPERSAND);
        default -> out.write(character);
      }
    }
    return out.toByteArray();
  }

  /** Where the documents are, with the hash of each. */
  private JsonObject index() {
    JsonObject.Builder paths = JsonObject.builder();
    for (String name : documents.names()) {
      paths.put(name, JsonObject.of("serverRelativeURL", new JsonString(address(name))));
    }
    return JsonObject.of("paths", paths.build());
  }

  private String address(String name) {
    return ROOT + "/" + name + "?hash=" + hash(name);
  }

  private String hash(String name) {
    return hashes.computeIfAbsent(name, n -> sha512(fingerprint + " " + n));
  }

  private static String sha512(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
