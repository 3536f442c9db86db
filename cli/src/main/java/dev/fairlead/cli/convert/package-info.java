/**
 * {@code fairlead convert}: Kubernetes objects from one format to another.
 *
 * <p>In: bytes in JSON, YAML or protobuf, of any kind. Out: the same objects in another of the
 * three, or every problem that strict reading found. It knows no kind by name but List and never
 * asks a server. Open {@link dev.fairlead.cli.convert.ConvertCommand} first; {@code Conversion}
 * does the work.
 */
@NullMarked
package dev.fairlead.cli.convert;

import org.jspecify.annotations.NullMarked;
