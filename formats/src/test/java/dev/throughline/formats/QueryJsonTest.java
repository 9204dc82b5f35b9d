package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.model.UserRef.Namespace;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryJsonTest {
  private static final TraceId TRACE = new TraceId("4bf92f3577b34da6a3ce929d0e0e4736");
  private static final Instant FROM = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-22T14:00:00.5Z");

  private final QueryJson queries = new QueryJson();

  @Test
  void everyHandleComesBack() {
    Query query =
        new Query(
            Set.of(
                new Handle.Trace(TRACE),
                new Handle.Correlation("c1"),
                new Handle.Session("s\"1"),
                new Handle.User(new UserRef(Namespace.USER_EMAIL, "a@x")),
                new Handle.User(UserRef.userId("alice\" OR *:*")),
                new Handle.Actor("admin"),
                new Handle.Message("m1"),
                new Handle.LinkTo(TRACE),
                new Handle.Record(new RecordId("r1")),
                new Handle.Field("order_id", "4711"),
                new Handle.Text("two words")),
            new TimeRange(FROM, TO),
            17);
    assertThat(queries.read(queries.write(query))).isEqualTo(query);
  }

  @Test
  void whatIsLeftOutMeansAll() {
    Query query = Query.of(Set.of(new Handle.Session("s")), TimeRange.ALL);
    assertThat(new String(queries.write(query), UTF_8))
        .isEqualTo("{\"any_of\":[{\"session\":\"s\"}]}");
    assertThat(queries.read(Bytes.of("{\"any_of\":[{\"session\":\"s\"}]}"))).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                                  | a query is a JSON object
          {}                                                                  | any_of names no handle, expected at least one
          {"any_of":[{"sesion":"s"}]}                                         | unknown "sesion", expected trace, correlation, session, user, actor, message, link_to, record, field or text
          {"any_of":[{"session":"s"}],"form":"x"}                             | unknown "form", expected any_of, from, to or limit
          {"any_of":[{"session":"s"}],"from":"noon"}                          | from is "noon", expected RFC 3339
          {"any_of":[{"session":"s"}],"limit":0}                              | limit 0, expected at least 1
          {"any_of":[{"session":7}]}                                          | session is VALUE_NUMBER_INT, expected text
          {"any_of":[{"user":"alice"}]}                                       | user expects {"name": "value"}
          {"any_of":[{"user":{"nick":"a"}}]}                                  | unknown "nick", expected user.id, enduser.id, user.name or user.email
          {"any_of":[{"session":"s"}],"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"} | a time range from 2026-01-02T00:00:00Z to 2026-01-01T00:00:00Z ends before it starts
          """)
  void saysWhatIsWrong(String body, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries.read(Bytes.of(body)))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{\"any_of\":[{\"session\":\"s\"}]}{}",
        "{\"any_of\":[{}]}",
        "{\"any_of\":[{\"session\":\"s\",\"trace\":\"x\"}]}",
        "{\"any_of\":[{\"trace\":\"xyz\"}]}",
        "{\"any_of\":{\"session\":\"s\"}}",
        "{\"any_of\":[{\"session\":\"s\"}],\"limit\":99999999999}",
        "{\"any_of\":[{\"session\":\"s\"}],\"limit\":\"5\"}",
        "{\"any_of\":[{\"user\":{\"user.id\":\"\"}}]}",
      })
  void refusesWhatIsNoQuery(String body) {
    assertThatIllegalArgumentException().isThrownBy(() -> queries.read(Bytes.of(body)));
  }

  @Test
  void readResultsComeBackAndAreToldFromRecords() {
    ReadResultJson results = new ReadResultJson();
    for (ReadResult result :
        List.of(
            new ReadResult.Answered(93, true, TO), new ReadResult.Failed(5, "disk \"x\" gone"))) {
      byte[] line = results.write(result);
      assertThat(results.isSummary(line)).isTrue();
      assertThat(results.read(line)).isEqualTo(result);
    }
    assertThat(results.isSummary(new RecordCodec().encode(new RandomSignals(1).next()))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> results.read(Bytes.of("{\"result\":\"odd\"}")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> results.read(Bytes.of("{\"result\":\"answered\"}")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> results.read(Bytes.of("{\"result\":\"ans")));
  }

  @Test
  void userPagesComeBack() {
    UserPageJson pages = new UserPageJson();
    UserPage page =
        new UserPage(
            List.of(
                new UserSeen(UserRef.userId("alice"), 93, 2, FROM, TO),
                new UserSeen(new UserRef(Namespace.USER_EMAIL, "Zoë@x"), 1, 0, FROM, FROM)),
            false);
    assertThat(pages.read(pages.write(page))).isEqualTo(page);
    assertThatIllegalArgumentException().isThrownBy(() -> pages.read(Bytes.of("[]")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> pages.read(Bytes.of("{\"users\":[{\"user\":\"a\",\"namespace\":\"nick\"}]}")));
  }
}
