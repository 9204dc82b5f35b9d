package dev.throughline.hosts;

class MvcOnVirtualThreadsTest extends MvcContract {
  MvcOnVirtualThreadsTest() {
    super("spring.threads.virtual.enabled=true");
  }
}
