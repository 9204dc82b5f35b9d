package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class KibanaCommandTest {

  @Test
  void theLinkOpensDiscoverOnTheQueryAndTheTimes() {
    CommandRun run = CommandRun.of("kibana", "--correlation", "c-1", "--since", "2h");
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "http://127.0.0.1:5601/app/discover#/"
                + "?_g=(time:(from:%272026-11-22T12:00:00.000Z%27,to:%272026-11-22T14:00:00.000Z%27))"
                + "&_a=(columns:!(service.name,log.level,event.name,span.name,message),"
                + "dataSource:(dataViewId:throughline,type:dataView),"
                + "query:(language:kuery,query:%27correlation.id:%22c-1%22%27),"
                + "sort:!(!(%27@timestamp%27,asc)))");
  }

  @Test
  void aSpaceAndADataViewAreKept() {
    CommandRun run =
        CommandRun.of(
            "kibana",
            "--user",
            "alice",
            "--kibana",
            "https://kibana.example:5601/base/s/shop/",
            "--data-view",
            "my view");
    assertThat(run.out())
        .startsWith("https://kibana.example:5601/base/s/shop/app/discover#/?_g=")
        .contains("dataViewId:%27my%20view%27");
  }

  @Test
  void aTraceIsLookedForInAllOfTime() {
    CommandRun run = CommandRun.of("kibana", "--trace", "4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(run.out()).contains("from:%271970-01-01T00:00:00.000Z%27,to:now%2B1d");
  }

  @Test
  void theWindowsEndsAreRoundedOutwards() {
    CommandRun run =
        CommandRun.of(
            "kibana",
            "--user",
            "alice",
            "--since",
            "2026-11-22T12:00:00.0009Z",
            "--until",
            "2026-11-22T13:00:00.0001Z");
    assertThat(run.out())
        .contains("from:%272026-11-22T12:00:00.000Z%27,to:%272026-11-22T13:00:00.001Z%27");
  }

  @Test
  void anythingAskedForStaysOneAddressOfOneLine() {
    String odd = "a'b!c\" OR *:* \\ & = # % + \n\u001b ? Zoë 😀";
    CommandRun run = CommandRun.of("kibana", "--user", odd);
    assertThat(run.out().lines()).hasSize(1);
    URI link = URI.create(run.out().strip());
    assertThat(link.getRawFragment()).matches("[\\w.~!(),:@/?&=%-]+");
    assertThat(link.getFragment()).contains("user.id:\"a!'b!!c\\\" OR *:* \\\\ & = # % + ");
  }

  @Test
  void theQueryAloneOnRequest() {
    CommandRun run = CommandRun.of("kibana", "--session", "s 1", "--kql");
    assertThat(run.out()).isEqualTo("session.id:\"s 1\" or session.previous_id:\"s 1\"\n");
  }
}
