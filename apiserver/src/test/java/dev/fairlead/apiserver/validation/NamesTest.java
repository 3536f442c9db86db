package dev.fairlead.apiserver.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expected texts were given by kube-apiserver 1.37.2 and by its Go functions. */
class NamesTest {
  private static final String SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])"
          + "?)*')";

  @Test
  void aSubdomainIsLabelsAndDots() {
    assertThat(Names.subdomain("a.b-c.1")).isEmpty();
    assertThat(Names.subdomain("a..b")).containsExactly(SUBDOMAIN);
    assertThat(Names.subdomain("a-.b")).containsExactly(SUBDOMAIN);
    assertThat(Names.subdomain("")).containsExactly(SUBDOMAIN);
    assertThat(Names.subdomain("A".repeat(254)))
        .containsExactly("must be no more than 253 characters", SUBDOMAIN);
  }

  @Test
  void aPrefixMayEndWithADash() {
    assertThat(Names.subdomain("web-", true)).isEmpty();
    assertThat(Names.subdomain("web-", false)).containsExactly(SUBDOMAIN);
    assertThat(Names.subdomain("-", true)).containsExactly(SUBDOMAIN);
  }

  @Test
  void aLabelHasNoDots() {
    assertThat(Names.label("a-b")).isEmpty();
    assertThat(Names.label("a.b")).containsExactly("must not contain dots");
    assertThat(Names.label("_"))
        .containsExactly(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                + " and must start and end with an alphanumeric character (e.g. 'my-name',  or"
                + " '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    assertThat(Names.label1035("a1")).isEmpty();
    assertThat(Names.label1035("1a"))
        .containsExactly(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
                + " an alphabetic character, and end with an alphanumeric character (e.g."
                + " 'my-name',  or 'abc-123', regex used for validation is"
                + " '[a-z]([-a-z0-9]*[a-z0-9])?')");
  }

  @Test
  void lengthsAreCountedInBytes() {
    assertThat(Names.label("ä".repeat(32))).contains("must be no more than 63 characters");
    assertThat(Sizes.utf8("aä€\uD83D\uDE00")).isEqualTo(1 + 2 + 3 + 4);
  }

  @Test
  void aKeyOfAConfigMapIsAFileName() {
    assertThat(Names.configMapKey(".a_B-1")).isEmpty();
    assertThat(Names.configMapKey("..")).containsExactly("must not be '..'");
    assertThat(Names.configMapKey("..a")).containsExactly("must not start with '..'");
    assertThat(Names.configMapKey("a/b"))
        .containsExactly(
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
                + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
                + " '[-._a-zA-Z0-9]+')");
  }

  @Test
  void aPathSegmentIsAlmostAnything() {
    assertThat(Names.pathSegment("system:node", false)).isEmpty();
    assertThat(Names.pathSegment(".", false)).containsExactly("may not be '.'");
    assertThat(Names.pathSegment(".", true)).isEmpty();
    assertThat(Names.pathSegment("a/b%", false))
        .containsExactly("may not contain '/'", "may not contain '%'");
  }

  @Test
  void aPortNameTellsEverythingThatIsWrong() {
    assertThat(Names.portName("http-1")).isEmpty();
    assertThat(Names.portName("--"))
        .containsExactly(
            "must contain at least one letter (a-z)",
            "must not contain consecutive hyphens",
            "must not begin or end with a hyphen");
    assertThat(Names.portName(""))
        .containsExactly(
            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
            "must contain at least one letter (a-z)");
    assertThat(Names.portNumber(0)).containsExactly("must be between 1 and 65535, inclusive");
  }
}
