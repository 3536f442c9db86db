package dev.fairlead.client.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proves who is asking, beside a client certificate. No toString shows it. */
sealed interface Credential
    permits Credential.None,
        Credential.Token,
        Credential.Password,
        OidcCredential,
        PluginCredential,
        TokenFile {
  /** The token to send now; empty if this is none. */
  Optional<String> bearerToken();

  /** The value of the Authorization header to send now. */
  default Optional<String> authorization() {
    return bearerToken().map(token -> "Bearer " + token);
  }

  /** The header to send in place of one that was refused; empty if there is no other. */
  default Optional<String> authorizationInsteadOf(String refused) {
    return Optional.empty();
  }

  /** Nothing: anonymous, or known by the client certificate. */
  record None() implements Credential {
    @Override
    public Optional<String> bearerToken() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "no token";
    }
  }

  /** A token that stays the same. */
  record Token(String token) implements Credential {
    @Override
    public Optional<String> bearerToken() {
      return Optional.of(token);
    }

    @Override
    public String toString() {
      return "a token";
    }
  }

  /** Basic authentication (RFC 7617). */
  record Password(String header) implements Credential {
    static @Nullable Password of(
        String username, String password, String where, Problems problems) {
      if (username.indexOf(':') >= 0) {
        problems.add(where, "a user name for basic authentication can't have a ':'");
        return null;
      }
      byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new Password("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public Optional<String> bearerToken() {
      return Optional.empty();
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of(header);
    }

    @Override
    public String toString() {
      return "a password";
    }
  }

  /** The token, or null if there is a problem with it. */
  static @Nullable String checkedToken(String token, String where, Problems problems) {
    if (token.isEmpty()) {
      problems.add(where, "the token is empty: put a token there, or leave the entry out");
      return null;
    }
    return checkHeader(token, where, problems) ? token : null;
  }

  /** Whether the text can stand in a header; says where it can't without showing it. */
  static boolean checkHeader(String text, String where, Problems problems) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean atEdge = i == 0 || i == text.length() - 1;
      if (c < ' ' || c > '~' || (c == ' ' && atEdge)) {
        problems.add(
            where,
            "character %d of %d (%s) can't be sent in an HTTP header: take it out"
                .formatted(i + 1, text.length(), nameOf(c)));
        return false;
      }
    }
    return true;
  }

  private static String nameOf(char c) {
    return switch (c) {
      case '\n' -> "a line feed";
      case '\r' -> "a carriage return";
      case '\t' -> "a tab";
      case ' ' -> "a space";
      default -> "U+%04X".formatted((int) c);
    };
  }
}
