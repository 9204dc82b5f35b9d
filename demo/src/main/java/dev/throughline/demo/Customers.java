package dev.throughline.demo;

import java.util.List;

/** The twenty people who have an account at the shop. */
final class Customers {
  static final List<String> NAMES =
      List.of(
          "alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy",
          "kevin", "laura", "mallory", "nina", "oscar", "peggy", "quentin", "rupert", "sybil",
          "trent");

  private Customers() {}

  /** Nobody's real secret: the shop exists for some seconds on one machine. */
  static String password(String name) {
    return name + "'s password";
  }
}
