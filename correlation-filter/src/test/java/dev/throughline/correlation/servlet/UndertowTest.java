package dev.throughline.correlation.servlet;

class UndertowTest extends ServletContract {
  @Override
  Container container() {
    return new UndertowShop();
  }
}
