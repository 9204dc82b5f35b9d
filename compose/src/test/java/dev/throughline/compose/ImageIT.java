package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The images, unpacked and started as their configuration says: its command, its environment, its
 * working folder. The Java below it is the test's own, as no container is here to bring one.
 */
class ImageIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theCollectorStartsFromItsLayers() throws Exception {
    JsonNode config = unpack("collector");
    assertThat(config.get("User").asString()).isEqualTo("10001:10001");
    assertThat(config.at("/Env/0").asString()).isEqualTo("THROUGHLINE_DATA=/data");
    assertThat(Files.getPosixFilePermissions(folder.resolve("data")))
        .as("a volume takes its rights from here, and the user is nobody's")
        .hasSize(9);
    List<String> command = command(config);
    command.addAll(List.of("--intake-port=0", "--json-port=0", "--query-port=0"));
    try (Started collector =
        start(command, config, Map.of("THROUGHLINE_DATA", folder.resolve("data").toString()))) {
      URI query = URI.create(collector.ready("query"));
      assertThat(ready(query.getPort())).isZero();
    }
  }

  @Test
  void theShopStartsFromItsLayers() throws Exception {
    JsonNode config = unpack("demo");
    List<String> command = command(config);
    command.add("dev.throughline.demo.Inventory");
    try (Started inventory = start(command, config, Map.of())) {
      assertThat(inventory.ready()).matches("\\d+");
    }
  }

  /** The health check of compose.yaml, against a real collector. */
  private static int ready(int port) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "setup/ready.sh", Integer.toString(port)).start().waitFor();
  }

  private Started start(List<String> command, JsonNode config, Map<String, String> environment)
      throws IOException {
    return Started.start(
        command,
        environment,
        folder.resolve(config.get("WorkingDir").asString().substring(1)),
        folder.resolve("errors"));
  }

  private static List<String> command(JsonNode config) {
    List<String> command = new ArrayList<>();
    config.get("Entrypoint").forEach(word -> command.add(word.asString()));
    assertThat(command.getFirst()).isEqualTo("java");
    command.set(0, Started.java());
    return command;
  }

  /** Unpacks all layers into the folder and gives the image's configuration. */
  private JsonNode unpack(String module) throws IOException, InterruptedException {
    Path image = Path.of("..", module, "target", "image.tar").toAbsolutePath();
    boolean built = Files.exists(image);
    assertThat(built || System.getenv("CI") == null).as("CI has built %s", image).isTrue();
    assumeTrue(built, "SKIPPED: no " + image + "; add -Pimages -Dimage.base=scratch to the build");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    tar(image, parts);
    JsonNode manifest = JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
    for (JsonNode layer : manifest.get("Layers")) {
      tar(parts.resolve(layer.asString()), folder);
    }
    return JSON.readTree(parts.resolve(manifest.get("Config").asString()).toFile()).get("config");
  }

  private static void tar(Path archive, Path into) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xpf", archive.toString(), "-C", into.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(tar.waitFor()).isZero();
  }
}
