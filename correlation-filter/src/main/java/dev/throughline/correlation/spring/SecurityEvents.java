package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.PrincipalName;
import dev.throughline.correlation.request.RequestIds;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;

/**
 * Who logs in, and who is refused: Spring Security's filters answer both themselves, so that the
 * last filter of the chain, which reads the principal, never learns of them.
 */
final class SecurityEvents {
  /** By a form, a passkey, another site's word; not by what every request brings, a token say. */
  @EventListener
  void loggedIn(InteractiveAuthenticationSuccessEvent event) {
    tell(event::getAuthentication);
  }

  @EventListener
  void refused(AuthorizationDeniedEvent<?> event) {
    tell(() -> event.getAuthentication().get());
  }

  private static void tell(Supplier<? extends Authentication> authentication) {
    RequestIds ids = RequestIds.current();
    if (ids == null) {
      return;
    }
    try {
      Authentication who = authentication.get();
      if (who.isAuthenticated()) {
        ids.principal(PrincipalName.of(who));
      }
    } catch (RuntimeException e) {
      FirstFailure.report("reading whom Spring Security knows", e);
    }
  }
}
