package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.FileOrData;
import dev.fairlead.client.config.KubeconfigEntries.User;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes give a kubeconfig or a {@link ConfigException}, and so does each of its contexts. What
 * a context's entries name as files is not read here: the bytes would decide which.
 */
class KubeconfigFuzzTest {
  private static final LoadOptions NOWHERE =
      LoadOptions.defaults()
          .withEnvironment(new Environment(Map.of(), Path.of("/nowhere"), Path.of("/nowhere")));

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithAKubeconfigOrAnError(byte[] bytes) {
    Kubeconfig read;
    try {
      read = Kubeconfig.parse(bytes, "config", Path.of("/nowhere"));
    } catch (ConfigException e) {
      checkMessage(e);
      return;
    }
    assertThat(read.toString()).startsWith("Kubeconfig[config, ");
    for (Context context : read.contextEntries().values()) {
      if (!namesFiles(read.clusterEntries().get(context.cluster()))
          && !namesFiles(read.userEntries().get(context.user()))) {
        resolve(read, context);
      }
    }
  }

  private static void resolve(Kubeconfig read, Context context) {
    try {
      Config config = read.resolve(NOWHERE.withContext(context.name()));
      assertThat(config.server().getScheme()).startsWith("http");
      assertThat(config.namespace()).isNotEmpty();
      var unused = config.authorization();
    } catch (ConfigException e) {
      checkMessage(e);
    }
  }

  private static boolean namesFiles(@Nullable Cluster cluster) {
    return cluster != null && isFile(cluster.authority());
  }

  private static boolean namesFiles(@Nullable User user) {
    return user != null
        && (isFile(user.certificate()) || isFile(user.key()) || !user.tokenFile().isEmpty());
  }

  private static boolean isFile(FileOrData from) {
    return !from.path().isEmpty();
  }

  /** Something to read, and nothing that would act on a terminal. */
  private static void checkMessage(ConfigException e) {
    assertThat(e.problems()).isNotEmpty();
    for (String problem : e.problems()) {
      assertThat(problem).isNotBlank().doesNotMatch("(?s).*\\p{Cntrl}.*");
    }
  }
}
