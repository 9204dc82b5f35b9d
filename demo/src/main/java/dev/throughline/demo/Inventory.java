package dev.throughline.demo;

/** The service {@code inventory}: plain Netty. */
public final class Inventory {
  private Inventory() {}

  public static void main(String[] args) throws Exception {
    ServiceProcess.run(
        "inventory",
        settings ->
            NettyServer.start(
                settings.bindAddress(), settings.port(), new InventoryHandler(new Stock())));
  }
}
