package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.DeclaredRules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.storage.v1.VolumeAttachment;
import dev.fairlead.model.storage.v1.VolumeAttachmentSource;
import dev.fairlead.model.storage.v1.VolumeAttachmentStatus;
import dev.fairlead.model.storage.v1.VolumeError;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** VolumeAttachments of storage.k8s.io. */
final class VolumeAttachments extends Kind<VolumeAttachment> {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String CASELESS_SUBDOMAIN =
      Names.pattern(
          "an RFC 1123 subdomain must consist of alphanumeric characters, '-' or '.', and must"
              + " start and end with an alphanumeric character",
          LABEL + "(\\." + LABEL + ")*",
          "Example.com");

  /** In characters. */
  private static final int MAX_ATTACHER = 63;

  /** Bytes of keys and values; Go: maxAttachedVolumeMetadataSize. */
  private static final int MAX_METADATA = 256 * 1024;

  /** In bytes; Go: maxVolumeErrorMessageSize. */
  private static final int MAX_MESSAGE = 1024;

  VolumeAttachments() {
    super(VolumeAttachment.TYPE);
  }

  @Override
  public VolumeAttachment beforeCreate(VolumeAttachment attachment) {
    return attachment.with(a -> a.status(VolumeAttachmentStatus.TYPE.empty()));
  }

  @Override
  public VolumeAttachment beforeUpdate(VolumeAttachment attachment, VolumeAttachment old) {
    return attachment.with(a -> a.status(old.status()));
  }

  @Override
  public void validate(VolumeAttachment attachment, FieldErrors errors) {
    validateRest(attachment, errors);
    validateAttacher(attachment.spec().attacher(), SPEC.child("attacher"), errors);
  }

  /** All but the attacher, which Kubernetes checks by a declared rule. */
  private static void validateRest(VolumeAttachment attachment, FieldErrors errors) {
    validate(attachment.spec().source(), SPEC.child("source"), errors);
    String node = attachment.spec().nodeName();
    errors.invalid(SPEC.child("nodeName"), node, Names.subdomain(node));
    validate(attachment.status(), errors);
    String volume = attachment.spec().source().persistentVolumeName();
    if (volume != null) {
      errors.invalid(Path.of("spec.source.persistentVolumeName"), volume, Names.subdomain(volume));
    }
  }

  /** How a problem of the length begins; the others are of the characters. */
  private static final String TOO_LONG = "must be no more than";

  private static void validateAttacher(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
      return;
    }
    for (String problem : DeclaredRules.subdomain(name.toLowerCase(Locale.ROOT))) {
      boolean length = problem.startsWith(TOO_LONG);
      errors.invalid(path, name, length ? problem : CASELESS_SUBDOMAIN);
    }
    if (name.codePointCount(0, name.length()) > MAX_ATTACHER) {
      errors.tooLongCharacters(path, MAX_ATTACHER);
    }
  }

  private static void validate(VolumeAttachmentSource source, Path path, FieldErrors errors) {
    boolean inline = source.inlineVolumeSpec() != null;
    String name = source.persistentVolumeName();
    String exactlyOne = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
    if (!inline && name == null) {
      errors.required(path, exactlyOne);
    } else if (inline && name != null) {
      errors.forbidden(path, exactlyOne);
    } else if (name != null && name.isEmpty()) {
      errors.required(
          path.child("persistentVolumeName"), "must specify non empty persistentVolumeName");
    } else if (source.inlineVolumeSpec() != null) {
      PersistentVolumeSpecs.validateInline(
          source.inlineVolumeSpec(), path.child("inlineVolumeSpec"), errors);
    }
  }

  private static void validate(VolumeAttachmentStatus status, FieldErrors errors) {
    if (Provisioners.bytes(status.attachmentMetadata()) > MAX_METADATA) {
      errors.tooLong(STATUS.child("attachmentMetadata"), MAX_METADATA);
    }
    validate(status.attachError(), STATUS.child("attachError"), errors);
    validate(status.detachError(), STATUS.child("detachError"), errors);
  }

  private static void validate(@Nullable VolumeError error, Path path, FieldErrors errors) {
    if (error == null) {
      return;
    }
    if (Sizes.utf8(requireNonNullElse(error.message(), "")) > MAX_MESSAGE) {
      errors.tooLong(path.child("message"), MAX_MESSAGE);
    }
    Integer code = error.errorCode();
    if (code != null) {
      errors.invalid(path.child("errorCode"), code, Names.between(code, 0, Integer.MAX_VALUE));
    }
  }

  @Override
  public void validateUpdate(
      VolumeAttachment attachment, VolumeAttachment old, FieldErrors errors) {
    Provisioners.validateDriver(attachment.spec().attacher(), SPEC.child("attacher"), errors);
    validateRest(attachment, errors);
    Immutable.declared(attachment.spec(), old.spec(), SPEC, errors);
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public VolumeAttachment beforeStatusUpdate(VolumeAttachment attachment, VolumeAttachment old) {
    return attachment.with(
        a -> a.spec(old.spec()).metadata(keptMetadata(attachment.metadata(), old.metadata())));
  }

  /** Kubernetes checks a status as it checks any other update. */
  @Override
  public void validateStatusUpdate(
      VolumeAttachment attachment, VolumeAttachment old, FieldErrors errors) {
    validateUpdate(attachment, old, errors);
  }

  @Override
  public List<JsonValue> cells(VolumeAttachment attachment, Instant now) {
    return Row.of(attachment.metadata(), now)
        .text(attachment.spec().attacher())
        .text(attachment.spec().source().persistentVolumeName())
        .text(attachment.spec().nodeName())
        .flag(attachment.status().attached())
        .age(attachment.metadata())
        .cells();
  }
}
