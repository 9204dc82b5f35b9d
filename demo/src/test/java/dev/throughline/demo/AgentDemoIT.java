package dev.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demo as its user starts it, once with the filter and once with agent and extension in place
 * of it: alice's journey is the same. In the usual run with all six services so, with {@code
 * -Pagent-matrix} with each of them alone, too.
 */
@Timeout(900)
class AgentDemoIT {
  @TempDir static Path folder;

  private static ReadJourney withFilter;

  @BeforeAll
  static void shopWithTheFilter() throws Exception {
    withFilter = demo();
  }

  static Stream<String> services() {
    return Stream.of(System.getProperty("agent.services").split(","));
  }

  @ParameterizedTest
  @MethodSource("services")
  void theAgentTellsTheSameJourney(String service) throws Exception {
    ReadJourney withAgent = demo("--agent=" + service);

    assertThat(places(withAgent)).containsExactlyInAnyOrderElementsOf(places(withFilter));
    assertThat(withAgent.complete()).isTrue();
    assertThat(withAgent.gaps()).isEmpty();
    assertThat(Objects.requireNonNull(withAgent.origin()).service()).isEqualTo("payments");
    assertThat(withAgent.steps()).allMatch(row -> row.confidence() == 1.0);
    assertThat(withAgent.steps()).allMatch(row -> row.marks().isEmpty());
    // The gateway's Tomcat changes the session's id at the login.
    boolean cookie = service.equals("all") || service.equals("gateway");
    assertThat(withFilter.summary().sessions()).isEqualTo(1);
    assertThat(withAgent.summary().sessions()).isEqualTo(cookie ? 2 : 1);
  }

  /** Each step and all that it hangs under, from the number of the click on. */
  private static List<String> places(ReadJourney journey) {
    List<String> places = new ArrayList<>();
    int clicks = 0;
    for (ReadJourney.Row row : journey.steps()) {
      Integer parent = row.parent();
      String above = parent == null ? ++clicks + "." : places.get(parent - 1);
      places.add(above + " > " + step(row));
    }
    return places;
  }

  /** Without the route in a span's name, and without numbers, which others' orders change. */
  private static String step(ReadJourney.Row row) {
    String name = Objects.requireNonNullElse(row.name(), "");
    String what =
        row.isSpan()
            ? row.spanKind() + " " + name.replaceAll(" .*", "") + " " + row.status()
            : row.level() + " " + name + " " + row.message();
    return row.service() + " " + what.replaceAll("[0-9]+", "#");
  }

  private static ReadJourney demo(String... options) throws IOException, InterruptedException {
    Path root = Path.of("..").toRealPath();
    List<String> command =
        new ArrayList<>(
            List.of(root.resolve("bin/trace-cli").toString(), "demo", "--format", "json"));
    command.addAll(List.of(options));
    Path said = Files.createTempFile(folder, "demo", ".txt");
    Path remarked = Files.createTempFile(folder, "demo", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(remarked.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exit = builder.start().waitFor();
    assertThat(exit).as("%s: %s", command, Files.readString(remarked)).isZero();
    String output = Files.readString(said);
    return Json.read(
        output.substring(output.indexOf("\n{") + 1, output.lastIndexOf("}") + 1),
        ReadJourney.class);
  }
}
