package dev.throughline.company;

import java.util.List;
import org.springframework.boot.WebApplicationType;

class MvcOnBraveTest extends TracerContract {
  @Override
  Running begin() {
    return Running.start(WebApplicationType.SERVLET, MvcShop.class, BraveSpans.class);
  }

  @Override
  List<Finished> finished() {
    return List.copyOf(BraveSpans.SPANS);
  }

  @Override
  void forget() {
    BraveSpans.SPANS.clear();
  }
}
