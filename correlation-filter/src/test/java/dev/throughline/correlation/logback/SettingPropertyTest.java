package dev.throughline.correlation.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.throughline.correlation.request.Setting;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingPropertyTest {
  private final LoggerContext logback = new LoggerContext();

  @AfterEach
  void forget() {
    Setting.readFrom(setting -> null);
    logback.stop();
  }

  @Test
  void anIncludeAsksTheApplicationsOwnConfigurationToo() throws JoranException {
    Setting.readFrom(setting -> setting.equals("throughline.json") ? "127.0.0.2:6100" : null);
    assertThat(destination("")).isEqualTo("127.0.0.2:6100");
  }

  @Test
  void aVariableOfTheFilesOwnComesFirst() throws JoranException {
    Setting.readFrom(setting -> setting.equals("throughline.json") ? "127.0.0.2:6100" : null);
    assertThat(destination("<property name='throughline.json' value='127.0.0.3:6200'/>"))
        .isEqualTo("127.0.0.3:6200");
  }

  @Test
  void withoutItTheCollectorIsOnThisMachine() throws JoranException {
    assertThat(destination("")).isEqualTo("127.0.0.1:5170");
  }

  private String destination(String before) throws JoranException {
    String xml =
        "<configuration>"
            + before
            + "<include resource='throughline/collector-appender.xml'/>"
            + "<root level='INFO'><appender-ref ref='THROUGHLINE'/></root></configuration>";
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logback);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    CollectorAppender appender =
        (CollectorAppender) logback.getLogger("ROOT").getAppender("THROUGHLINE");
    InetSocketAddress destination = appender.getDestinations().get(0);
    return destination.getHostString() + ":" + destination.getPort();
  }
}
