package dev.throughline.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Step.Mark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Golden renderings, in {@code src/test/resources/golden}. After an intended change run with {@code
 * -Dgolden=write} and read the difference before committing it.
 */
class TreeRendererTest {
  private static final Screen UNICODE = new Screen(110, true, false, true, ZoneOffset.UTC);

  @Test
  void aFailedCheckout() throws IOException {
    golden("shop.txt", Sample.shop(), UNICODE);
  }

  @Test
  void onANarrowScreenWithoutUnicode() throws IOException {
    golden("shop-ascii.txt", Sample.shop(), new Screen(80, true, false, false, ZoneOffset.UTC));
  }

  @Test
  void inColour() throws IOException {
    golden("shop-colour.txt", Sample.shop(), new Screen(110, true, true, true, ZoneOffset.UTC));
  }

  @Test
  void uncutForAPipe() throws IOException {
    golden("shop-wide.txt", Sample.shop(), new Screen(80, false, false, true, ZoneOffset.UTC));
  }

  @Test
  void inTheReadersZone() throws IOException {
    ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
    golden("shop-zone.txt", Sample.shop(), new Screen(110, true, false, true, kathmandu));
  }

  @Test
  void messagesOverMidnightWithMarksGapsAndASilentSource() throws IOException {
    long hour = 3_600_000_000L;
    golden(
        "night.txt",
        new Sample()
            .span(null, "orders", ">>order.placed", 0, 900)
            .span(1, "mailer", "<<order.placed", 2_500_000, 340_000)
            .mark(1, Mark.SHARED, Mark.MERGED)
            .log(2, "mailer", 5, "template cached", 2_510_000)
            .gap(Gap.Cause.SAMPLED_OUT, "smtp", 2, "trace flags 00")
            .log(null, "cron", 9, "nightly run picked the order up", 11 * hour)
            .mark(0.93, Mark.INFERRED, Mark.UNPLACED)
            .log(null, "cron", 21, "out of memory", 11 * hour + 200_000)
            .span(null, "api", "GET /orders/{id} 404", 12 * hour, 700)
            .gap(Gap.Cause.HUB, null, null, "correlation-id \"0\"")
            .gap(Gap.Cause.UNPLACED, "cron", null, "")
            .source("http://127.0.0.1:7070", 7, null)
            .source("lucene:/var/old", 0, "no such folder"),
        UNICODE);
  }

  @Test
  void dataCannotReachTheTerminalAsAnythingButText() throws IOException {
    golden(
        "hostile.txt",
        new Sample()
            .user("mallory\u202egnp.exe")
            .span(null, "gate\u001b[2Jway", "GET /\u001b]8;;http://evil\u0007x\r\n 200", 0, 5_000)
            .log(1, "gate\u001b[2Jway", 9, "ok\r\n2026-11-22 ERROR admin logged in\tx\u0000", 10)
            .log(1, "gate\u001b[2Jway", 17, "\u009b31m\u200b\ufeff\u2028 zero\u2066", 20)
            .event(1, "ünïcode", "日本語イベント", Map.of("k\u001bey", "v\nalue", "emoji", "🛒"), 30)
            .source("file:/tmp/\u001b[31mred", 4, "line 3 \u001b[0m is no JSON"),
        UNICODE);
  }

  @Test
  void saysWhereACallCameToAClockThatWasCorrected() {
    Journey journey =
        new Sample()
            .span(null, "gateway", "GET / 200", 0, 90_000)
            .span(1, "gateway", "->GET stock 200", 1_000, 80_000)
            .span(2, "stock", "GET /stock 200", -810_000, 70_000)
            .behind(812)
            .span(3, "stock", "->SELECT", -800_000, 5_000)
            .behind(812)
            .span(2, "cache", "GET /cached 200", 5_000, 10)
            .behind(-2_000)
            .journey();

    assertThat(render(journey, UNICODE).lines().filter(line -> line.contains("≈clock")))
        .satisfiesExactly(
            line -> assertThat(line).contains("GET /stock  200  ≈clock 812 ms behind"),
            line -> assertThat(line).contains("GET /cached  200  ≈clock 2.00 s ahead"));
  }

  @Test
  void brokenTreesAreShownWholeAndOnce() throws IOException {
    Sample deep = new Sample().span(null, "a", "root", 0, 1_000);
    for (int parent = 1; parent < 40; parent++) {
      deep.span(parent, "a", "level " + parent, parent, 1_000 - parent);
    }
    golden("deep.txt", deep.span(40, "b", "deepest 500", 100, 10), UNICODE);
  }

  @Test
  void escapesAreTheRenderersOwnAndNeverTheDatas() {
    Journey hostile =
        new Sample().log(null, "a", 9, "\u001b[31mred\u001b[0m \u009b1m \u0007", 0).journey();
    String shown = render(hostile, new Screen(110, true, true, true, ZoneOffset.UTC));
    assertThat(shown.replaceAll("\u001b\\[[0-9;]*m", ""))
        .contains("\\x1b[31mred\\x1b[0m \\x9b1m \\x07")
        .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]");
  }

  @Test
  void twentyThousandLevelsAreNoDanger() {
    Sample deep = new Sample().span(null, "a", "root", 0, 1_000);
    for (int parent = 1; parent < 20_000; parent++) {
      deep.span(parent, "a", "level", parent, 1);
    }
    assertThat(render(deep.journey(), UNICODE).lines()).hasSizeGreaterThan(20_000);
  }

  private static void golden(String name, Sample sample, Screen screen) throws IOException {
    String shown = render(sample.journey(), screen);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(Path.of("src/test/resources/golden", name), shown);
    }
    try (InputStream file = TreeRendererTest.class.getResourceAsStream("/golden/" + name)) {
      Objects.requireNonNull(file, name);
      assertThat(shown).isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String render(Journey journey, Screen screen) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new TreeRenderer(screen).render(journey, out);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
