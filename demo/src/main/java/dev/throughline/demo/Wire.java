package dev.throughline.demo;

import java.util.List;
import java.util.Objects;

/** What the shop's services say to each other, as JSON. */
final class Wire {
  private Wire() {}

  /** Why a request was not answered as hoped. */
  record Problem(String error) {}

  record Product(String sku, String name, int cents) {}

  record Line(String sku, int quantity) {
    Line {
      Objects.requireNonNull(sku, "sku");
      if (quantity < 1 || quantity > 99) {
        throw new IllegalArgumentException("quantity is " + quantity + "; expected 1 to 99");
      }
    }
  }

  record Login(String user, String password) {
    Login {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(password, "password");
    }
  }

  record Welcome(String user, String standing) {}

  record Standing(String user, String standing) {}

  record Cart(List<Line> lines) {
    Cart {
      lines = List.copyOf(lines);
    }
  }

  record OrderRequest(String user, List<Line> lines) {
    OrderRequest {
      Objects.requireNonNull(user, "user");
      lines = List.copyOf(lines);
    }
  }

  /** The state is {@code placed} or {@code failed}. */
  record Order(String order, String user, int cents, String state) {}

  record Reservation(String order, List<Line> lines) {
    Reservation {
      Objects.requireNonNull(order, "order");
      lines = List.copyOf(lines);
    }
  }

  record Reserved(String order, int cents) {}

  record Parcel(String order, String carrier, int cents) {}

  /** An order with its parcel, as its page shows them. */
  record OrderPage(Order order, Parcel parcel) {}

  record Charge(String order, String user, int cents) {
    Charge {
      Objects.requireNonNull(order, "order");
      Objects.requireNonNull(user, "user");
    }
  }

  record Receipt(String payment, String order, int cents) {}
}
