package dev.fairlead.client.discovery;

import dev.fairlead.client.config.Environment;
import dev.fairlead.client.discovery.ApiCatalog.Group;
import dev.fairlead.client.discovery.ApiCatalog.Version;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.GroupVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server serves, kept on the disk in the files that kubectl keeps, so that each saves the
 * other a request. Made for programs that run for a moment; libraries go without.
 *
 * <p>A file that is missing, too old, too large or no discovery document makes the whole cache
 * count as empty. Files are replaced, never changed, so that whoever reads sees an old one or a new
 * one; what can't be written is not kept, and nobody is told but the log.
 */
public final class DiscoveryCache {
  /** As long as kubectl believes its cache. */
  public static final Duration TIME_TO_LIVE = Duration.ofHours(6);

  /** Far more than any document of one version has. In bytes. */
  static final int MAX_FILE_BYTES = 16 << 20;

  private static final System.Logger LOG = System.getLogger(DiscoveryCache.class.getName());
  private static final String GROUPS = "servergroups.json";
  private static final String RESOURCES = "serverresources.json";

  /** What kubectl replaces in the name of the folder, apart from the scheme. */
  private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[^(\\w/.)]");

  private static final Pattern UPWARDS = Pattern.compile("(?<=^|/)\\.{1,2}(?=/|$)");

  private final Path folder;
  private final InstantSource clock;

  private DiscoveryCache(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** In this folder, which is of one server alone. */
  public static DiscoveryCache in(Path folder) {
    return in(folder, InstantSource.system());
  }

  static DiscoveryCache in(Path folder, InstantSource clock) {
    return new DiscoveryCache(folder, clock);
  }

  /** Where kubectl keeps it: below KUBECACHEDIR, or else below .kube/cache in the home folder. */
  public static DiscoveryCache asKubectl(Environment environment, URI server) {
    String named = environment.variables().getOrDefault("KUBECACHEDIR", "");
    Path caches = named.isEmpty() ? environment.home().resolve(".kube/cache") : Path.of(named);
    return in(caches.resolve("discovery").resolve(folderName(server)));
  }

  static String folderName(URI server) {
    String address = server.toString().replaceFirst("https?://", "");
    String safe = NOT_IN_FILE_NAMES.matcher(address).replaceAll("_");
    return UPWARDS.matcher(safe).replaceAll("_");
  }

  Path folder() {
    return folder;
  }

  /** What is kept, if all of it is there, readable and young enough. */
  Optional<ApiCatalog> read() {
    try {
      List<Group> groups = new ArrayList<>();
      for (Map.Entry<String, List<String>> group :
          OldDocuments.versions(document(folder.resolve(GROUPS))).entrySet()) {
        List<Version> versions = new ArrayList<>();
        for (String version : group.getValue()) {
          GroupVersion at = new GroupVersion(group.getKey(), version);
          versions.add(OldDocuments.resources(at, document(file(at))));
        }
        groups.add(new Group(group.getKey(), versions));
      }
      return groups.isEmpty() ? Optional.empty() : Optional.of(new ApiCatalog(groups, List.of()));
    } catch (IOException | DecodeException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "discovery isn't kept: " + e.getMessage());
      return Optional.empty();
    }
  }

  private JsonObject document(Path file) throws IOException {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    Instant now = clock.instant();
    if (written.plus(TIME_TO_LIVE).isBefore(now)) {
      throw new IOException(file + " is of " + written + ", which is too old");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_FILE_BYTES + 1);
    }
    if (content.length > MAX_FILE_BYTES) {
      throw new IOException(file + " is too large to be a discovery document");
    }
    Object tree = Codec.json().decodeTree(new ByteArrayInputStream(content), Decoding.DEFAULT);
    if (tree instanceof JsonObject document) {
      return document;
    }
    throw new IOException(file + " is no discovery document");
  }

  /** Group and version are names by {@link Names}, so this stays in the folder. */
  private Path file(GroupVersion at) {
    return folder.resolve(at.apiVersion()).resolve(RESOURCES);
  }

  /** Keeps the catalog, unless it has gaps that would be kept with it for hours. */
  void write(ApiCatalog catalog) {
    if (!catalog.problems().isEmpty() || catalog.groups().isEmpty()) {
      return;
    }
    try {
      for (Group group : catalog.groups()) {
        for (Version version : group.versions()) {
          GroupVersion at = new GroupVersion(group.name(), version.name());
          replace(file(at), OldDocuments.resourceList(at, version));
        }
      }
      replace(folder.resolve(GROUPS), OldDocuments.groupList(catalog)); // last: it names the others
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "discovery can't be kept: " + e.getMessage());
    }
  }

  private static void replace(Path file, JsonObject document) throws IOException {
    Path parent = file.resolveSibling(".").normalize();
    Files.createDirectories(parent, only("rwx------"));
    Path half = Files.createTempFile(parent, file.getFileName() + ".", "", only("rw-------"));
    try {
      Files.write(half, Codec.json().encode(document));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** For the owner alone, where files have owners in the sense of POSIX. */
  private static FileAttribute<?>[] only(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return "DiscoveryCache[" + folder + "]";
  }
}
