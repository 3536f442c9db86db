package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.stream.CopyResult;
import dev.fairlead.client.stream.Exec;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies, by this machine's tar behind the kubelet of the test. */
@Timeout(60)
class CopyTest {
  private static final FileTime OLD = FileTime.from(Instant.parse("2020-02-03T04:05:06Z"));
  private static final String LONG = "a-name-of-sixty-bytes-so-that-two-of-them-fill-the-field";

  private final KubeletEnd kubelet = new KubeletEnd();
  private final Kubernetes k8s = kubelet.client();
  private final PodStreams pods = new PodStreams(k8s.calls, "/api/v1/namespaces/shop/pods");

  @TempDir Path folder;

  @AfterEach
  void close() {
    k8s.close();
    kubelet.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Of all that a folder may have. */
  private Path tree() throws IOException {
    Path root = Files.createDirectory(folder.resolve("tree"));
    Files.createDirectory(root.resolve("empty"));
    Path deep = Files.createDirectories(root.resolve(LONG).resolve(LONG).resolve("grün 数据"));
    Files.writeString(deep.resolve("größe.txt"), "Größe");
    Files.write(root.resolve("large"), random(10 << 20));
    Files.write(root.resolve("block"), random(512));
    Files.createFile(root.resolve("nothing"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("large"));
    Files.createSymbolicLink(deep.resolve("up"), Path.of("../../../block"));
    Files.setPosixFilePermissions(
        root.resolve("block"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.setLastModifiedTime(root.resolve("block"), OLD);
    Files.setPosixFilePermissions(
        root.resolve("empty"), PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setLastModifiedTime(root.resolve("empty"), OLD);
    return root;
  }

  private static void assertSame(Path copy, Path original) throws IOException {
    List<Path> names;
    try (Stream<Path> all = Files.walk(original)) {
      names = all.map(original::relativize).sorted().toList();
    }
    try (Stream<Path> all = Files.walk(copy)) {
      assertThat(all.map(copy::relativize).sorted()).isEqualTo(names);
    }
    for (Path name : names) {
      Path one = original.resolve(name);
      Path other = copy.resolve(name);
      if (Files.isSymbolicLink(one)) {
        assertThat(Files.readSymbolicLink(other)).isEqualTo(Files.readSymbolicLink(one));
        continue;
      }
      assertThat(Files.getPosixFilePermissions(other))
          .as(name.toString())
          .isEqualTo(Files.getPosixFilePermissions(one));
      assertThat(Files.getLastModifiedTime(other).toInstant().getEpochSecond())
          .as(name.toString())
          .isEqualTo(Files.getLastModifiedTime(one).toInstant().getEpochSecond());
      if (Files.isRegularFile(one)) {
        assertThat(Files.mismatch(one, other)).as(name.toString()).isEqualTo(-1);
      }
    }
  }

  @Test
  void copiesAFolderThereAndBack() throws IOException {
    Path tree = tree();
    Path there = folder.resolve("there");
    Path back = folder.resolve("back");

    CopyResult sent = pods.copyTo("web-0", tree, there.toString(), o -> o.container("app"));
    assertSame(there, tree);
    CopyResult received = pods.copyFrom("web-0", there + "/", back, o -> {});
    assertSame(back, tree);

    long bytes = (10L << 20) + 512 + "Größe".getBytes(UTF_8).length;
    assertThat(sent).isEqualTo(new CopyResult(4, 5, 2, bytes, List.of()));
    assertThat(received).isEqualTo(sent);
    assertThat(kubelet.requests.get(0).parameter("container")).isEqualTo("app");
  }

  @Test
  void readsArchivesOfPosix() throws IOException {
    Path tree = tree();
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String format : List.of("posix", "ustar", "oldgnu")) {
      Path back = folder.resolve(format);
      byte[] archive = tar(bin, tree, format);
      kubelet.execProtocols = List.of(Exec.V5);
      Path file = Files.write(folder.resolve(format + ".tar"), archive);
      CopyResult result = copyOf(file, back);
      assertSame(back, tree);
      assertThat(result.files()).isEqualTo(4);
    }
  }

  private static byte[] tar(Path in, Path tree, String format) throws IOException {
    Path out = in.resolve("archive");
    Process tar =
        new ProcessBuilder(
                "tar",
                "--format=" + format,
                "-cf",
                out.toString(),
                "-C",
                "" + tree.getParent(),
                "./tree")
            .inheritIO()
            .start();
    assertThat(tar.onExit().join().exitValue()).isZero();
    return Files.readAllBytes(out);
  }

  /** As if the container's tar sent this archive of a folder "tree". */
  private CopyResult copyOf(Path archive, Path to) throws IOException {
    kubelet.replace =
        command -> command.get(0).equals("tar") ? List.of("cat", "" + archive) : command;
    return pods.copyFrom("web-0", "/somewhere/tree", to, o -> {});
  }

  @Test
  void copiesAFile() throws IOException {
    Path file = Files.write(folder.resolve("file"), random(1_000));
    CopyResult sent = pods.copyTo("web-0", file, folder + "/there", o -> {});
    assertThat(sent.files()).isEqualTo(1);
    assertThat(folder.resolve("there")).hasBinaryContent(random(1_000));
    Files.writeString(folder.resolve("back"), "was there");
    CopyResult back = pods.copyFrom("web-0", folder + "/there", folder.resolve("back"), o -> {});
    assertThat(back).isEqualTo(sent);
    assertThat(folder.resolve("back")).hasBinaryContent(random(1_000));
  }

  @Test
  void writesNothingOutsideOfTheFolder() throws IOException {
    Path target = folder.resolve("a/target");
    Files.createDirectories(target.getParent());
    String script =
        """
        import tarfile, io, sys
        t = tarfile.open(sys.argv[1], 'w')
        def add(name, type=tarfile.REGTYPE, link=''):
            i = tarfile.TarInfo(name); i.type = type; i.linkname = link
            data = b'evil' if type == tarfile.REGTYPE else b''
            i.size = len(data); i.mode = 0o755
            t.addfile(i, io.BytesIO(data))
        add('tree', tarfile.DIRTYPE)
        add('tree/good')
        add('tree/../evil1')
        add('/evil2')
        add('../evil3')
        add('other/evil4')
        add('tree/out', tarfile.SYMTYPE, '..')
        add('tree/out/evil5')
        add('tree/abs', tarfile.SYMTYPE, '/etc')
        add('tree/self', tarfile.SYMTYPE, 'good')
        add('tree/here', tarfile.SYMTYPE, '.')
        add('tree/here/evil6')
        add('tree/trick', tarfile.SYMTYPE, 'here/../..')
        add('tree/hard', tarfile.LNKTYPE, 'tree/good')
        add('tree/harder', tarfile.LNKTYPE, '/etc/passwd')
        add('tree/pipe', tarfile.FIFOTYPE)
        t.close()
        """;
    Path archive = folder.resolve("evil.tar");
    Process python =
        new ProcessBuilder("python3", "-c", script, archive.toString()).inheritIO().start();
    assertThat(python.onExit().join().exitValue()).isZero();

    CopyResult result = copyOf(archive, target);

    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(p -> folder.relativize(p).toString()).filter(n -> !n.isEmpty()).sorted())
          .containsExactly(
              "a",
              "a/target",
              "a/target/good",
              "a/target/hard",
              "a/target/here",
              "a/target/self",
              "evil.tar");
    }
    assertThat(Files.readSymbolicLink(target.resolve("self"))).hasToString("good");
    assertThat(result.leftOut())
        .contains(
            "tree/../evil1: its name leads out of the folder, or into none that has come",
            "tree/abs: a link to /etc",
            "tree/trick: a link to here/../..",
            "tree/pipe: neither a file nor a folder nor a link")
        .hasSize(11);
  }

  // --- what goes wrong ---

  @Test
  void copiesFromOldServersAndSaysThatItCannotToThem() throws IOException {
    kubelet.execProtocols = List.of(Exec.V4);
    Path tree = tree();
    CopyResult unused = pods.copyFrom("web-0", tree.toString(), folder.resolve("back"), o -> {});
    assertSame(folder.resolve("back"), tree);
    assertThatThrownBy(() -> pods.copyTo("web-0", tree, folder + "/there", o -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("this server speaks v4.channel.k8s.io, in which the end of stdin");
  }

  @Test
  void saysThatThereIsNoTar() {
    kubelet.replace = command -> List.of("no-tar-here");
    String message =
        "the container has no tar, which copying needs: use an image that has it, or exec and cat";
    assertThatThrownBy(() -> pods.copyTo("web-0", folder, "/x/y", o -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> pods.copyFrom("web-0", "/x/y", folder.resolve("z"), o -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @Test
  void saysWhatTarSays() throws IOException {
    Path file = Files.write(folder.resolve("file"), random(5 << 20));
    assertThatThrownBy(() -> pods.copyTo("web-0", file, "/no/such/folder/file", o -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "tar in the container ended with exit code 2: tar: /no/such/folder");
    assertThatThrownBy(() -> pods.copyFrom("web-0", "/no/such", folder.resolve("z"), o -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tar in the container ended with exit code 2: tar: ");
    assertThatThrownBy(() -> pods.copyTo("web-0", folder.resolve("none"), "/x", o -> {}))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void neverTakesAPartForTheWhole() throws IOException {
    Path tree = tree();
    Path bin = Files.createDirectory(folder.resolve("bin"));
    byte[] archive = tar(bin, tree, "gnu");
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(archive, 5 << 20));
    assertThatThrownBy(() -> copyOf(cut, folder.resolve("back")))
        .isInstanceOf(EOFException.class)
        .hasMessage("the tar archive ended in the middle: not all has come");

    Path noise = Files.write(folder.resolve("noise"), random(5_000));
    assertThatThrownBy(() -> copyOf(noise, folder.resolve("back2")))
        .isInstanceOf(IOException.class)
        .hasMessage("what came is no tar archive, or a damaged one: a checksum is wrong");

    kubelet.replace = command -> List.of("die");
    assertThatThrownBy(() -> pods.copyFrom("web-0", "/x", folder.resolve("back3"), o -> {}))
        .isInstanceOf(ConnectionException.class);
    assertThat(Files.exists(folder.resolve("back3"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
