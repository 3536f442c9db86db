/**
 * JSON, YAML and Kubernetes' protobuf, read and written by interpreting {@link
 * dev.fairlead.model.type.Type}.
 *
 * <p>In: bytes, and the type that they should hold or the registry that knows it. Out: immutable
 * objects, equal for equal content whatever the format; or a {@link
 * dev.fairlead.model.codec.DecodeException} that says where and what. Text formats meet in a stream
 * of tokens ({@code TokenReader}, {@code TokenWriter}), so one pair of interpreters serves JSON,
 * YAML and trees. YAML means what kubectl takes it for: YAML 1.1 as go-yaml reads it, with anchors,
 * merge keys and several documents; where that loses something silently, it is an error here.
 * Nothing here opens a file or a connection, and no input, however hostile, makes it hang or hold
 * more than its {@link dev.fairlead.model.codec.Decoding} allows. Open {@link
 * dev.fairlead.model.codec.Codec} first.
 */
@NullMarked
package dev.fairlead.model.codec;

import org.jspecify.annotations.NullMarked;
