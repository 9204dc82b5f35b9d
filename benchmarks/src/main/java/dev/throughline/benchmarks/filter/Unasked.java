package dev.throughline.benchmarks.filter;

import java.lang.reflect.Proxy;

/** Stands for the many methods of an interface that nobody is expected to call. */
final class Unasked {
  /** Every method of it throws {@link UnsupportedOperationException}. */
  static <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.toString());
            }));
  }

  private Unasked() {}
}
