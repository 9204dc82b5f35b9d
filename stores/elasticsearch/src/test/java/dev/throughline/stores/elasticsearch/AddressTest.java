package dev.throughline.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @Test
  void readsWhatPeopleWrite() {
    ElasticsearchOptions options =
        parse("es:https://bob:p%40ss+word@es.example:9243/proxy?index=shop&retention=7d");

    assertThat(options.nodes()).containsExactly(URI.create("https://es.example:9243/proxy"));
    assertThat(options.login()).isEqualTo(new Login.Basic("bob", "p@ss+word"));
    assertThat(options.prefix()).isEqualTo("shop");
    assertThat(options.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(options.gzip()).isTrue();
  }

  @Test
  void hasDefaults() {
    ElasticsearchOptions options = parse("es:http://localhost");

    assertThat(options.nodes()).containsExactly(URI.create("http://localhost:9200"));
    assertThat(options.login()).isNull();
    assertThat(options.prefix()).isEqualTo("throughline");
    assertThat(options.gzip()).as("this machine is not worth it").isFalse();
    assertThat(options.install()).isTrue();
  }

  @Test
  void takesSeveralNodes() {
    assertThat(parse("es:https://a:1,b,[::1]:3").nodes())
        .containsExactly(
            URI.create("https://a:1"), URI.create("https://b:9200"), URI.create("https://[::1]:3"));
  }

  @Test
  void takesSecretsFromTheEnvironment() {
    assertThat(parse("es:https://a", Map.of("ELASTICSEARCH_API_KEY", "a2V5\n")).login())
        .isEqualTo(new Login.ApiKey("a2V5"));
    assertThat(parse("es:https://bob@a", Map.of("ELASTICSEARCH_PASSWORD", "secret")).login())
        .isEqualTo(new Login.Basic("bob", "secret"));
    assertThat(parse("es:https://x:y@a", Map.of("ELASTICSEARCH_API_KEY", "a2V5")).login())
        .as("what was written there and then")
        .isEqualTo(new Login.Basic("x", "y"));
  }

  @Test
  void neverPrintsASecret() {
    ElasticsearchOptions options = parse("es:https://bob:secret@a:9200?index=shop");

    assertThat(options).hasToString("es:https://a:9200?index=shop");
    assertThat(options.login()).hasToString("user bob");
    assertThat(new Login.ApiKey("secret")).hasToString("an API key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es:                                  | is followed by
          es:host:9200                         | expected es:https://HOST:9200
          es:ftp://host                        | "ftp"
          es:https://                          | names no host
          es:https://bob:secret@a b            | is no address
          es:https://bob:secret@               | names no host
          es:https://bob@a                     | user bob has no password; set ELASTICSEARCH_PASSWORD
          es:https://bob:secret%@a             | expected %25
          es:https://a?index=Shop              | index=Shop, expected lower-case letters
          es:https://a?index=*                 | index=*, expected lower-case letters
          es:https://a?retention=0d            | retention=0d, expected days such as 30d
          es:https://a?insecure=yes            | insecure=yes, expected true or false
          es:https://a?ca=/does/not/exist      | ca=/does/not/exist cannot be read
          es:https://a?indx=shop               | no option "indx", expected one of
          """)
  void saysWhatIsWrongAndNoSecret(String address, String expected) {
    assertThatThrownBy(() -> parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("secret");
  }

  private static ElasticsearchOptions parse(String address) {
    return parse(address, Map.of());
  }

  private static ElasticsearchOptions parse(String address, Map<String, String> environment) {
    return ElasticsearchOptions.parse(address, environment);
  }
}
