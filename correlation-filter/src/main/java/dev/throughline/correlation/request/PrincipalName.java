package dev.throughline.correlation.request;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a principal that is a person. Some are not: Spring Security has one that stands for
 * whoever has not logged in, and one for whatever token came, a program's too. Both are known by
 * the names of their classes, so that Spring Security need not be there.
 */
public final class PrincipalName {
  private static final String ANONYMOUS =
      "org.springframework.security.authentication.AnonymousAuthenticationToken";
  private static final String TOKEN =
      "org.springframework.security.oauth2.server.resource.authentication"
          + ".AbstractOAuth2TokenAuthenticationToken";

  /** How a class of principals tells its token's claims; empty for all that are not of a token. */
  private static final ClassValue<Optional<Method>> CLAIMS =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return claimsOf(type);
        }
      };

  /** Null if it is nobody's. */
  public static @Nullable String of(Principal principal) {
    String name = principal.getName();
    return principal.getClass().getName().equals(ANONYMOUS) || isProgram(principal, name)
        ? null
        : name;
  }

  /** By client credentials a program got the token for itself: the same rule as for ours. */
  private static boolean isProgram(Principal principal, @Nullable String name) {
    Method claims = CLAIMS.get(principal.getClass()).orElse(null);
    if (claims == null) {
      return false;
    }
    try {
      return claims.invoke(principal) instanceof Map<?, ?> token
          && (names(token, name) || names(token, token.get("sub")));
    } catch (ReflectiveOperationException e) {
      FirstFailure.report("reading a principal's token", e);
      return false;
    }
  }

  private static boolean names(Map<?, ?> token, @Nullable Object subject) {
    return subject != null
        && (subject.equals(token.get("client_id")) || subject.equals(token.get("azp")));
  }

  private static Optional<Method> claimsOf(Class<?> principal) {
    for (Class<?> type = principal; type != null; type = type.getSuperclass()) {
      if (type.getName().equals(TOKEN)) {
        try {
          return Optional.of(type.getMethod("getTokenAttributes"));
        } catch (NoSuchMethodException e) {
          FirstFailure.report("reading a principal's token", e);
        }
      }
    }
    return Optional.empty();
  }

  private PrincipalName() {}
}
