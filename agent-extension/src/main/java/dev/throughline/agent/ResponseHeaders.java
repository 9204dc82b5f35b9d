package dev.throughline.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a response's headers. The agent's mutator can only append, and Netty's responses
 * reach us after the application wrote them: without this look an application that echoes the id by
 * itself would send it twice. Responses are the server library's own classes, so they are asked by
 * reflection; one that cannot be asked counts as empty.
 */
final class ResponseHeaders {
  private static final ClassValue<Question> questions =
      new ClassValue<Question>() {
        @Override
        protected Question computeValue(Class<?> type) {
          return Question.of(type);
        }
      };

  static boolean contain(Object response, String name) {
    return response instanceof Map
        ? ((Map<?, ?>) response).containsKey(name)
        : !values(response, name).isEmpty();
  }

  /** All lines of one header, in any case of its name. */
  static List<String> values(Object response, String name) {
    try {
      return strings(questions.get(response.getClass()).ask(response, name));
    } catch (IllegalAccessException | InvocationTargetException notToBeAsked) {
      return Collections.emptyList();
    }
  }

  private static List<String> strings(@Nullable Object answer) {
    Collection<?> lines = Collections.emptyList();
    if (answer instanceof Collection) {
      lines = (Collection<?>) answer;
    } else if (answer instanceof Enumeration) {
      lines = Collections.list((Enumeration<?>) answer);
    }
    List<String> strings = new ArrayList<>(lines.size());
    for (Object line : lines) {
      strings.add(String.valueOf(line));
    }
    return strings;
  }

  /** How a class of responses is asked: {@code holder().values(name)}, or without a holder. */
  private static final class Question {
    private static final List<String[]> SHAPES =
        Arrays.asList(
            new String[] {null, "getHeaders"}, // servlet
            new String[] {"headers", "getAll"}, // Netty
            new String[] {"getMimeHeaders", "values"}, // Tomcat
            new String[] {"getHeaders", "getValuesList"}, // Jetty 12
            new String[] {"getResponseHeaders", "get"}); // Undertow

    private final @Nullable Method holder;
    private final @Nullable Method values;

    private Question(@Nullable Method holder, @Nullable Method values) {
      this.holder = holder;
      this.values = values;
    }

    static Question of(Class<?> type) {
      for (String[] shape : SHAPES) {
        Method holder = shape[0] == null ? null : accessible(type, shape[0]);
        Class<?> asked = holder == null ? type : holder.getReturnType();
        Method values =
            shape[0] != null && holder == null ? null : accessible(asked, shape[1], String.class);
        if (values != null) {
          return new Question(holder, values);
        }
      }
      return new Question(null, null);
    }

    @Nullable Object ask(Object response, String name)
        throws IllegalAccessException, InvocationTargetException {
      if (values == null) {
        return null;
      }
      Object asked = holder == null ? response : holder.invoke(response);
      return asked == null ? null : values.invoke(asked, name);
    }

    /** The method as a public class or interface declares it; others may not be invoked. */
    private static @Nullable Method accessible(Class<?> type, String name, Class<?>... takes) {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        Method method = declared(c, name, takes);
        for (Class<?> i : c.getInterfaces()) {
          method = method == null ? accessible(i, name, takes) : method;
        }
        if (method != null) {
          return method;
        }
      }
      return null;
    }

    private static @Nullable Method declared(Class<?> type, String name, Class<?>... takes) {
      if (!Modifier.isPublic(type.getModifiers())) {
        return null;
      }
      try {
        return type.getMethod(name, takes);
      } catch (NoSuchMethodException absent) {
        return null;
      }
    }
  }

  private ResponseHeaders() {}
}
