package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Origin;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which files are read, and in which order, by client-go's rules. */
final class KubeconfigFiles {
  /** Environment variable: files, separated as in PATH. */
  static final String VARIABLE = "KUBECONFIG";

  /** Below the home folder, when the variable isn't set. */
  static final String DEFAULT_FILE = ".kube/config";

  /** The largest file that is read, in bytes; kubeconfigs of hundreds of clusters have 1 MiB. */
  static final int MAX_BYTES = 10 << 20;

  private KubeconfigFiles() {}

  /** All files merged; ConfigException for those that can't be read, and if there is none. */
  static Kubeconfig load(LoadOptions options) {
    Path given = options.kubeconfig();
    if (given != null) {
      return read(given);
    }
    List<Path> files = candidates(options.environment());
    Problems problems = new Problems();
    Kubeconfig merged = null;
    for (Path file : files) {
      // A file that isn't there is left out; one that can't be read is an error.
      if (Files.notExists(file)) {
        continue;
      }
      try {
        Kubeconfig next = read(file);
        merged = merged == null ? next : merged.mergedWith(next);
      } catch (ConfigException e) {
        problems.addAll(e);
      }
    }
    problems.throwIfAny();
    if (merged == null) {
      throw new ConfigException(nothing(options.environment()));
    }
    return merged;
  }

  /** Whether there is a file where one is looked for when none is named. */
  static boolean areThere(Environment environment) {
    return !candidates(environment).stream().allMatch(Files::notExists);
  }

  static Kubeconfig read(Path file) {
    Problems problems = new Problems();
    byte[] content = LocalFile.read(file, MAX_BYTES, "kubeconfig", problems);
    problems.throwIfAny();
    Path path = file.toAbsolutePath();
    return Kubeconfig.parse(content, new Origin(file.toString(), path.getParent(), path));
  }

  /** At least one, in order, whether it is there or not. */
  static List<Path> candidates(Environment environment) {
    String list = environment.get(VARIABLE);
    if (list.isEmpty()) {
      return List.of(environment.home().resolve(DEFAULT_FILE));
    }
    return Arrays.stream(list.split(File.pathSeparator))
        .filter(name -> !name.isEmpty())
        .distinct()
        .map(Path::of)
        .toList();
  }

  /** Where it was looked for in vain, and what to do. */
  static String nothing(Environment environment) {
    List<Path> files = candidates(environment);
    String list = environment.get(VARIABLE);
    if (list.isEmpty()) {
      return "there is no kubeconfig: "
          + files.get(0)
          + " does not exist. Create it, or set KUBECONFIG to the file, or name one (LoadOptions,"
          + " --kubeconfig)";
    }
    String hint = list.contains("~") ? " (only a shell knows ~: write the folder out)" : "";
    List<String> names = new ArrayList<>();
    files.forEach(file -> names.add(file.toString()));
    return "there is no kubeconfig: KUBECONFIG names "
        + (names.isEmpty() ? "no file" : String.join(" and ", names) + ", which do not exist")
        + hint
        + ". Set it to a file that exists, or clear it to have ~/.kube/config read";
  }
}
