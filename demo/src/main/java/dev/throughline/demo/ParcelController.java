package dev.throughline.demo;

import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code GET /parcels/{order}}: who brings an order, and when. No thread waits for anything. */
@RestController
class ParcelController {
  private static final Logger log = LoggerFactory.getLogger(ParcelController.class);
  private static final List<String> CARRIERS = List.of("falcon", "snail");

  private final WebClient inventory;

  ParcelController(WebClient inventory) {
    this.inventory = inventory;
  }

  @GetMapping("/parcels/{order}")
  Mono<Wire.Parcel> parcel(@PathVariable String order) {
    return inventory
        .get()
        .uri("/reservations/{order}", order)
        .retrieve()
        .bodyToMono(Wire.Reservation.class)
        .flatMap(goods -> cheapest(goods).map(offer -> parcel(goods, offer)));
  }

  /** Every carrier is asked on a thread of its own. */
  private static Mono<Offer> cheapest(Wire.Reservation goods) {
    return Flux.fromIterable(CARRIERS)
        .flatMap(
            carrier ->
                Mono.fromSupplier(() -> Offer.of(carrier, goods))
                    .subscribeOn(Schedulers.boundedElastic()))
        .collectSortedList(Comparator.comparingInt(Offer::cents))
        .map(List::getFirst);
  }

  private static Wire.Parcel parcel(Wire.Reservation goods, Offer offer) {
    log.info("order {} goes with {}", goods.order(), offer.carrier());
    return new Wire.Parcel(goods.order(), offer.carrier(), offer.cents());
  }

  private record Offer(String carrier, int cents) {
    static Offer of(String carrier, Wire.Reservation goods) {
      int pieces = goods.lines().stream().mapToInt(Wire.Line::quantity).sum();
      Offer offer = new Offer(carrier, pieces * (carrier.equals("falcon") ? 490 : 290));
      log.info("{} asks {} for {} pieces", carrier, Money.euros(offer.cents), pieces);
      return offer;
    }
  }
}
