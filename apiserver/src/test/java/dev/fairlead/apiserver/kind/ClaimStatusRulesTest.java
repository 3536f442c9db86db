package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.resource.v1.ResourceClaim;
import dev.fairlead.model.resource.v1.ResourceSlice;
import org.junit.jupiter.api.Test;

/** In the words of a real server, which was told the same. */
class ClaimStatusRulesTest {
  @Test
  void aDeviceMustBeAllocated() {
    ResourceClaim old = ResourceClaim.of(c -> c.metadata(m -> m.name("c")));
    ResourceClaim claim =
        old.with(
            c -> c.status(s -> s.device(d -> d.driver("x1").pool("v1").device("d").shareID("q"))));
    FieldErrors errors = new FieldErrors();
    new ResourceClaims().validateStatusUpdate(claim, old, errors);
    assertThat(Checks.lines(errors))
        .containsExactly(
            "status.devices[0]: Invalid value:"
                + " {\"Driver\":\"x1\",\"Pool\":\"v1\",\"Device\":\"d\",\"ShareID\":\"q\"}:"
                + " must be an allocated device in the claim",
            "status.devices[0].shareID: Invalid value: \"q\": must be a lowercase UUID in"
                + " 8-4-4-4-12 format");
  }

  @Test
  void anAttributeHasOneValue() {
    ResourceSlice slice =
        ResourceSlice.of(r ->
            r.spec(s ->
                s.driver("a")
                    .nodeName("n")
                    .pool(p -> p.name("p").resourceSliceCount(1))
                    .device(d ->
                        d.name("d")
                            .attribute("x", a -> a.string("y").version("b"))
                            .attribute("z", a -> a.strings("dropped")))));
    assertThat(Checks.created(new ResourceSlices(), slice))
        .containsExactly(
            "spec.devices[0].attributes[x].version: Invalid value: \"b\": must be a string"
                + " compatible with semver.org spec 2.0.0",
            "spec.devices[0].attributes[x]: Invalid value: \"{string, version}\": must specify"
                + " exactly one of: `int`, `bool`, `string`, `version`, `ints`, `bools`,"
                + " `strings`, `versions`",
            "spec.devices[0].attributes[z]: Invalid value: \"\": must specify one of: `int`,"
                + " `bool`, `string`, `version`, `ints`, `bools`, `strings`, `versions`");
  }
}
