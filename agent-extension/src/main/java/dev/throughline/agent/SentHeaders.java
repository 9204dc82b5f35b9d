package dev.throughline.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a response already has a header. The agent's mutator can only append, and Netty's
 * responses reach us after the application wrote them: without this look an application that echoes
 * the id by itself would send it twice. Responses are the server library's own classes, so they are
 * asked by reflection; one that cannot be asked counts as empty.
 */
final class SentHeaders {
  private static final ClassValue<Question> questions =
      new ClassValue<Question>() {
        @Override
        protected Question computeValue(Class<?> type) {
          return Question.of(type);
        }
      };

  static boolean contain(Object response, String name) {
    if (response instanceof Map) {
      return ((Map<?, ?>) response).containsKey(name);
    }
    try {
      return questions.get(response.getClass()).ask(response, name);
    } catch (IllegalAccessException | InvocationTargetException notToBeAsked) {
      return false;
    }
  }

  /** How a class of responses is asked: {@code holder().contains(name)}, or without a holder. */
  private static final class Question {
    private final @Nullable Method holder;
    private final @Nullable Method contains;

    private Question(@Nullable Method holder, @Nullable Method contains) {
      this.holder = holder;
      this.contains = contains;
    }

    static Question of(Class<?> type) {
      Method own = accessible(type, "containsHeader", String.class);
      Method holder = own == null ? accessible(type, "headers") : null;
      Method contains =
          holder == null ? own : accessible(holder.getReturnType(), "contains", String.class);
      return new Question(holder, contains);
    }

    boolean ask(Object response, String name)
        throws IllegalAccessException, InvocationTargetException {
      if (contains == null) {
        return false;
      }
      Object asked = holder == null ? response : holder.invoke(response);
      return Boolean.TRUE.equals(contains.invoke(asked, name));
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

  private SentHeaders() {}
}
