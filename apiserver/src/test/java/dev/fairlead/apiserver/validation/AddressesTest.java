package dev.fairlead.apiserver.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "010.000.0.1, 10.0.0.1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "FE80:0:0:0:0:0:0:0abc, fe80::abc",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0",
    "::ffff:1.2.3.4, 1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a",
  })
  void addressesArePrintedInTheirCanonicalForm(String text, String canonical) {
    assertThat(Ip.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "''",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.+4",
        "1.2.3.",
        ":",
        ":::",
        "1:2",
        "::1::",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::",
        "::1.2.3",
        "1.2.3.4::",
        "fe80::1%eth0",
        "::g",
        "1:2:3:4:5:6:7:8.9.10.11",
        "٣.1.1.1"
      })
  void otherTextsAreNoAddresses(String text) {
    assertThat(Addresses.legacyIp(text))
        .containsExactly("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.01, must not have leading 0s",
    "00001::, must not have leading 0s",
    "::ffff:1.2.3.4, must not be an IPv4-mapped IPv6 address",
    "2001:DB8::1, must be in canonical form (\"2001:db8::1\")",
  })
  void newFieldsTakeOnlyTheCanonicalForm(String text, String problem) {
    assertThat(Addresses.ip(text)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/24, must not have bits set beyond the prefix length",
    "10.0.0.0/024, must not have leading 0s in IP or prefix length",
    "::ffff:1.2.3.0/120, must not have an IPv4-mapped IPv6 address",
    "10.0.0.0/33, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'",
    "10.0.0.0/, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'",
    "2001:DB8::/32, must be in canonical form (\"2001:db8::/32\")",
  })
  void rangesAreMasked(String text, String problem) {
    assertThat(Addresses.cidr(text)).containsExactly(problem);
  }
}
