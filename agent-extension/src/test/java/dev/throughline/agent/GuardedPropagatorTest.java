package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Headers that an application writes by hand: no instrumentation says where they go. */
class GuardedPropagatorTest {
  private static final TextMapPropagator declared =
      (TextMapPropagator) new DeclaredBaggage().create(DeclarativeConfigProperties.empty());
  private static final Context ALICES =
      Context.root().with(Baggage.builder().put("user.id", "alice").put("tenant", "blue").build());

  @Test
  void beneathAConfigurationFileTooUsersStayInTheHouse() {
    assertThat(injected(ALICES)).isEqualTo(Map.of("baggage", "tenant=blue"));
  }

  @Test
  void whatCannotBeDecidedIsNotSent() {
    Context broken =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> {
                  if (String.valueOf(arguments[0]).contains("throughline")) {
                    throw new IllegalStateException("on purpose");
                  }
                  return method.invoke(ALICES, arguments);
                });
    assertThat(injected(broken)).isEmpty();
  }

  private static Map<String, String> injected(Context context) {
    Map<String, String> headers = new HashMap<>();
    declared.inject(context, headers, (carrier, key, value) -> headers.put(key, value));
    return headers;
  }
}
