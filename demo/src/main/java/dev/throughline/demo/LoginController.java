package dev.throughline.demo;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.UserEvents;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Checks who somebody is, and with payments whether the account may be used. */
@RestController
class LoginController {
  private static final Logger log = LoggerFactory.getLogger(LoginController.class);

  private final RestClient payments;

  LoginController(RestClient payments) {
    this.payments = payments;
  }

  @PostMapping("/login")
  ResponseEntity<?> login(@RequestBody Wire.Login login) {
    if (!Customers.NAMES.contains(login.user())
        || !Customers.password(login.user()).equals(login.password())) {
      log.warn("wrong password for {}", login.user());
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .body(new Wire.Problem("wrong name or password"));
    }
    Correlation.user(login.user());
    Wire.Standing standing =
        payments
            .get()
            .uri("/customers/{user}/standing", login.user())
            .retrieve()
            .requiredBody(Wire.Standing.class);
    log.info("{} logged in, account in {} standing", login.user(), standing.standing());
    UserEvents.emit("UserLoggedIn", Map.of("standing", standing.standing()));
    return ResponseEntity.ok(new Wire.Welcome(login.user(), standing.standing()));
  }
}
