package dev.throughline.company;

import java.util.List;
import org.springframework.boot.WebApplicationType;

class FluxOnBraveTest extends TracerContract {
  @Override
  Running begin() {
    return Running.start(WebApplicationType.REACTIVE, FluxShop.class, BraveSpans.class);
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
