package dev.throughline.company;

import java.util.List;
import org.springframework.boot.WebApplicationType;

class MvcOnOtelTest extends TracerContract {
  @Override
  Running begin() {
    return Running.start(WebApplicationType.SERVLET, MvcShop.class, OtelSpans.class);
  }

  @Override
  List<Finished> finished() {
    return OtelSpans.finished();
  }

  @Override
  void forget() {
    OtelSpans.forget();
  }
}
