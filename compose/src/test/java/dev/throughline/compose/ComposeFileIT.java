package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** compose.yaml against the Compose specification, and against what this project promises. */
class ComposeFileIT {
  private static final Path FILE = Path.of("compose.yaml").toAbsolutePath();
  private static final String[] LINTER = {"node_modules/dclint/bin/dclint.cjs", "--quiet"};

  @TempDir Path folder;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Peers.install();
  }

  @Test
  void itIsACompose() throws Exception {
    assertThat(Peers.exit(LINTER[0], LINTER[1], FILE.toString())).isZero();
    Path misspelt = folder.resolve("compose.yaml");
    Files.writeString(
        misspelt, Files.readString(FILE).replace("mem_limit: 2g", "memory_limit: 2g"));
    assertThat(Peers.exit(LINTER[0], LINTER[1], misspelt.toString())).isNotZero();
  }

  @Test
  void onlyThisMachineReachesIt() throws Exception {
    for (JsonNode service : services()) {
      for (JsonNode port : service.path("ports")) {
        assertThat(port.asString()).startsWith("127.0.0.1:");
      }
    }
  }

  @Test
  void everythingIsPinnedAndBounded() throws Exception {
    for (JsonNode service : services()) {
      assertThat(service.path("image").asString())
          .matches("[a-z/]+:\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
      assertThat(service.path("mem_limit").asString()).matches("\\d+[mg]");
    }
  }

  @Test
  void whatGoesOnRunningHasAHealthCheck() throws Exception {
    for (JsonNode service : services()) {
      boolean goesOn = service.path("restart").asString("no").equals("unless-stopped");
      assertThat(service.at("/healthcheck/test").isArray()).as("%s", service).isEqualTo(goesOn);
    }
  }

  @Test
  void noPasswordIsInIt() throws Exception {
    for (JsonNode service : services()) {
      JsonNode environment = service.path("environment");
      for (String name : environment.propertyNames()) {
        if (name.matches(".*(PASSWORD|KEY|TOKEN|SECRET).*")) {
          assertThat(environment.get(name).asString()).as(name).startsWith("/secrets/");
        }
      }
    }
  }

  @Test
  void whatItMountsIsThere() throws Exception {
    for (JsonNode service : services()) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asString().split(":")[0];
        if (source.startsWith("./")) {
          assertThat(FILE.resolveSibling(source)).exists();
        }
      }
      for (JsonNode word : service.path("entrypoint")) {
        if (word.asString().startsWith("/setup/")) {
          assertThat(FILE.resolveSibling(word.asString().substring(1))).exists();
        }
      }
    }
  }

  private static List<JsonNode> services() throws IOException, InterruptedException {
    JsonNode compose = Peers.answers("read-compose.js", "", FILE.toString()).getFirst();
    List<JsonNode> services = SavedObjects.list(compose.get("services"));
    assertThat(services).hasSizeGreaterThan(8);
    return services;
  }
}
