package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.AuthProvider;
import dev.fairlead.client.config.KubeconfigEntries.FileOrData;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.client.config.Reloaded.Part;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where ID tokens come from: an OpenID Connect provider (OpenID Connect Discovery 1.0, 4; Core 1.0,
 * 12). It is spoken to over https only, redirects aren't followed, and what it says is not shown
 * but for the name of an error.
 */
final class OidcIssuer {
  private static final String ISSUER = "idp-issuer-url";
  private static final String CLIENT_ID = "client-id";
  private static final String AUTHORITY = "idp-certificate-authority";

  private static final String WHAT = "the network, and " + AUTHORITY;

  /** For one request, from connecting to the whole answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Documents and tokens have a few KiB. In bytes. */
  private static final int MAX_ANSWER = 1 << 20;

  /** The most that is shown of an error's name, which RFC 6749 lets be any text. */
  private static final int MAX_ERROR = 80;

  private final String where;
  private final URI issuer;
  private final String clientId;
  private final String clientSecret;
  private final List<X509Certificate> authorities;
  private final Route route;

  private OidcIssuer(
      String where,
      URI issuer,
      AuthProvider provider,
      List<X509Certificate> authorities,
      Route route) {
    this.where = where;
    this.issuer = issuer;
    this.clientId = provider.config().getOrDefault(CLIENT_ID, "");
    this.clientSecret = provider.config().getOrDefault("client-secret", "");
    this.authorities = authorities;
    this.route = route;
  }

  /** New ones; an empty refresh token means that the old one stays. */
  record Tokens(String idToken, String refreshToken) {
    @Override
    public String toString() {
      return "Tokens";
    }
  }

  /** Null, and at least one problem, if something is missing. */
  static @Nullable OidcIssuer of(
      User user, AuthProvider provider, String where, Environment environment, Problems problems) {
    Problems own = new Problems();
    String url = provider.config().getOrDefault(ISSUER, "");
    if (provider.config().getOrDefault(CLIENT_ID, "").isEmpty()) {
      own.add(where, "has no client-id: log in again");
    }
    URI issuer = url.isEmpty() ? null : https(url);
    if (issuer == null) {
      own.add(
          where,
          url.isEmpty()
              ? "has no idp-issuer-url: log in again"
              : "idp-issuer-url " + Problems.quote(url) + " is no https:// address: correct it");
    }
    List<X509Certificate> authorities = authorities(user, provider, where, own);
    Route route = issuer == null ? Route.UNSAID : Route.ofEnvironment(environment, issuer, own);
    problems.addAll(own);
    return own.isEmpty() && issuer != null
        ? new OidcIssuer(where, issuer, provider, authorities, route)
        : null;
  }

  private static List<X509Certificate> authorities(
      User user, AuthProvider provider, String where, Problems problems) {
    String key = AUTHORITY + "-data";
    JsonString data = new JsonString(provider.config().getOrDefault(key, ""));
    byte[] given = new Fields(JsonObject.of(key, data), where, problems).base64(key);
    String file = given == null ? provider.config().getOrDefault(AUTHORITY, "") : "";
    Part part =
        Resolution.part(new FileOrData(AUTHORITY, file, given), user.origin(), where, problems);
    if (part == null) {
      return List.of();
    }
    Problems reading = new Problems();
    byte[] pem = part.read(reading);
    problems.addAll(reading);
    return reading.isEmpty() ? Certificates.read(pem, part.where(), problems) : List.of();
  }

  private static @Nullable URI https(String url) {
    try {
      URI uri = new URI(url);
      boolean good =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null;
      return good ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /**
   * New tokens for a refresh token.
   *
   * @throws ConfigException if the provider can't be asked, or gives none
   * @throws InterruptedException if this thread is interrupted; the request is given up
   */
  Tokens renew(String refreshToken) throws InterruptedException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .executor(Runnable::run)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(TlsMaterial.NONE.with(authorities, null).sslContext());
    route.selector().ifPresent(builder::proxy);
    HttpClient http = builder.build();
    try {
      URI endpoint = tokenEndpoint(http);
      JsonObject answer = token(http, endpoint, refreshToken);
      String idToken = answer.string("id_token");
      if (idToken == null || idToken.isEmpty()) {
        throw failed(endpoint, "gave no id_token: log in again, with the scope openid");
      }
      String refresh = answer.string("refresh_token");
      return new Tokens(idToken, refresh == null ? "" : refresh);
    } finally {
      http.shutdownNow(); // close() would wait for what is given up
    }
  }

  private URI tokenEndpoint(HttpClient http) throws InterruptedException {
    String base = issuer.toString().replaceAll("/$", "");
    URI address = URI.create(base + "/.well-known/openid-configuration");
    Answer answer = send(http, HttpRequest.newBuilder(address));
    String endpoint = answer.status == 200 ? answer.body.string("token_endpoint") : null;
    URI uri = endpoint == null ? null : https(endpoint);
    if (uri == null) {
      throw failed(
          address,
          "answered "
              + answer.status
              + ", without a token_endpoint that is an https:// address: check idp-issuer-url");
    }
    return uri;
  }

  /** With the client's password in a header, as OAuth 2 prefers, and else in the form. */
  private JsonObject token(HttpClient http, URI endpoint, String refreshToken)
      throws InterruptedException {
    String form = "grant_type=refresh_token&refresh_token=" + encoded(refreshToken);
    String id = "&client_id=" + encoded(clientId);
    Answer answer;
    if (clientSecret.isEmpty()) {
      answer = send(http, post(endpoint, form + id));
    } else {
      String pair = encoded(clientId) + ":" + encoded(clientSecret);
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      answer = send(http, post(endpoint, form).header("Authorization", "Basic " + basic));
      if (answer.status == 400 || answer.status == 401) {
        answer = send(http, post(endpoint, form + id + "&client_secret=" + encoded(clientSecret)));
      }
    }
    if (answer.status != 200) {
      String error = answer.body.string("error");
      String name =
          error == null ? "" : " " + error.substring(0, Math.min(error.length(), MAX_ERROR));
      throw failed(endpoint, "answered " + answer.status + name + ": log in again");
    }
    return answer.body;
  }

  private static HttpRequest.Builder post(URI endpoint, String form) {
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The body is empty if it isn't a JSON object. */
  private record Answer(int status, JsonObject body) {}

  private Answer send(HttpClient http, HttpRequest.Builder builder) throws InterruptedException {
    if (route.authorization() != null) {
      builder.setHeader("Proxy-Authorization", route.authorization());
    }
    HttpRequest request = builder.header("Accept", "application/json").build();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> add(body, bytes))));
    try {
      HttpResponse<Void> response = answer.get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(response.statusCode(), object(body.toByteArray()));
    } catch (ExecutionException e) {
      throw failed(request.uri(), "can't be asked (" + e.getCause() + "): check " + WHAT);
    } catch (TimeoutException e) {
      throw failed(
          request.uri(), "has not answered within " + TIMEOUT.toSeconds() + " s: check " + WHAT);
    } finally {
      answer.cancel(true); // if it is still under way, such as when this thread is interrupted
    }
  }

  /** An exception here ends the answer. */
  private static void add(ByteArrayOutputStream body, byte[] part) {
    if (body.size() + part.length > MAX_ANSWER) {
      throw new IllegalStateException("the answer has more than " + MAX_ANSWER + " bytes");
    }
    body.writeBytes(part);
  }

  private static JsonObject object(byte[] json) {
    try {
      return Codec.json().decodeTree(new String(json, StandardCharsets.UTF_8))
              instanceof JsonObject object
          ? object
          : JsonObject.EMPTY;
    } catch (DecodeException e) {
      return JsonObject.EMPTY;
    }
  }

  private ConfigException failed(URI address, String how) {
    Problems problem = new Problems();
    problem.add(where, "the id-token can't be renewed: " + address + " " + how);
    return problem.exception();
  }

  /** When a token ends, as it says itself (exp); null if it is no JSON Web Token with that. */
  static @Nullable Instant endOf(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      JsonObject claims = object(Base64.getUrlDecoder().decode(parts[1]));
      return claims.get("exp") instanceof JsonNumber seconds
          ? Instant.ofEpochSecond((long) seconds.doubleValue())
          : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return issuer.getHost();
  }
}
