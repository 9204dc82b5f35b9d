package dev.throughline.correlation.servlet;

class JettyTest extends ServletContract {
  @Override
  Container container() {
    return new JettyShop();
  }

  @Override
  boolean destroysRequestsFirst() {
    return true;
  }
}
