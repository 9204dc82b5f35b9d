package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one-shot that makes the passwords, as the container runs it: as root. */
class SecretsIT {
  @TempDir Path folder;

  @Test
  void everyPasswordIsMadeOnceAndForItsOwnerAlone() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "SKIPPED: only root can give a file to another user");
    make();
    Map<String, String> first = passwords();
    assertThat(first)
        .containsOnlyKeys("elastic", "kibana_system", "kibana_key", "throughline", "collector");
    assertThat(new HashSet<>(first.values())).hasSameSizeAs(first.values());
    assertThat(first.values()).allMatch(password -> password.matches("[\\w-]{32}\\n"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(Files.getAttribute(folder.resolve("collector"), "unix:uid")).isEqualTo(10_001);
    assertThat(Files.getAttribute(folder.resolve("elastic"), "unix:uid")).isEqualTo(1000);

    make();
    assertThat(passwords()).isEqualTo(first);
  }

  private void make() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "setup/secrets.sh", folder.toString()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private Map<String, String> passwords() throws IOException {
    Map<String, String> passwords = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        passwords.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return passwords;
  }
}
