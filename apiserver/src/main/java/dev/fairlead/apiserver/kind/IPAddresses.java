package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.networking.v1.IPAddress;
import dev.fairlead.model.networking.v1.ParentReference;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** IPAddresses of networking.k8s.io, whose names are the addresses. */
final class IPAddresses extends Kind<IPAddress> {
  private static final Path PARENT = Path.of("spec", "parentRef");

  IPAddresses() {
    super(IPAddress.TYPE);
  }

  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Addresses.ip(name);
  }

  @Override
  public void validate(IPAddress address, FieldErrors errors) {
    ParentReference parent = address.spec().parentRef();
    if (parent == null) {
      errors.required(PARENT, "");
      return;
    }
    String group = Texts.orEmpty(parent.group());
    if (!group.isEmpty()) {
      errors.invalid(PARENT.child("group"), group, Names.subdomain(group));
    }
    String namespace = Texts.orEmpty(parent.namespace());
    validateSegment(parent.resource(), PARENT.child("resource"), errors);
    validateSegment(parent.name(), PARENT.child("name"), errors);
    errors.invalid(PARENT.child("namespace"), namespace, Names.pathSegment(namespace));
  }

  private static void validateSegment(@Nullable String text, Path path, FieldErrors errors) {
    if (text == null || text.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, text, Names.pathSegment(text));
    }
  }

  @Override
  public void validateUpdate(IPAddress address, IPAddress old, FieldErrors errors) {
    validate(address, errors);
    if (!Objects.equals(address.spec().parentRef(), old.spec().parentRef())) {
      errors.invalid(PARENT, null, Immutable.MESSAGE);
    }
  }

  @Override
  public List<JsonValue> cells(IPAddress address, Instant now) {
    ParentReference parent = address.spec().parentRef();
    String owner = Row.NONE;
    if (parent != null) {
      String group = Texts.isEmpty(parent.group()) ? "" : "." + parent.group();
      String namespace = Texts.isEmpty(parent.namespace()) ? "" : "/" + parent.namespace();
      owner =
          (Texts.orEmpty(parent.resource()) + group).toLowerCase(Locale.ROOT)
              + namespace
              + "/"
              + Texts.orEmpty(parent.name());
    }
    return Row.of(address.metadata(), now).text(owner).age(address.metadata()).cells();
  }
}
