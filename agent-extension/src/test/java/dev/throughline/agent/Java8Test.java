package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class Java8Test {
  @Test
  void theClassesRunOnJava8() throws IOException {
    try (InputStream bytes = AgentSetup.class.getResourceAsStream("AgentSetup.class");
        DataInputStream classFile = new DataInputStream(bytes)) {
      assertThat(classFile.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(classFile.readUnsignedShort()).isZero();
      assertThat(classFile.readUnsignedShort()).isEqualTo(52);
    }
  }
}
