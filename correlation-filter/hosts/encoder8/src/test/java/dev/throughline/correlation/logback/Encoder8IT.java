package dev.throughline.correlation.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import org.junit.jupiter.api.Test;

/** With logstash-logback-encoder 8, on Jackson 2 and without Jackson 3. */
class Encoder8IT extends LogbackSetups {
  @Test
  void thereIsNoJackson3() {
    assertThat(JsonGenerator.class).isNotNull();
    assertThatThrownBy(() -> Class.forName("tools.jackson.core.JsonGenerator"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
