package dev.throughline.demo;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

/** The service {@code auth}: Spring Boot. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(LoginController.class)
public class Auth {
  public static void main(String[] args) throws Exception {
    ServiceProcess.run(
        "auth",
        settings -> BootServer.start(Auth.class, WebApplicationType.SERVLET, settings, "payments"));
  }

  @Bean
  RestClient payments(RestClient.Builder builder, @Value("${payments.url}") URI payments) {
    return builder.baseUrl(payments).build();
  }
}
