package dev.throughline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgentServicesTest {
  @Test
  void allOrSomeOrNone() {
    assertThat(AgentServices.named(List.of()).names()).isEmpty();
    assertThat(AgentServices.named(List.of("all")).names())
        .containsExactlyInAnyOrder(
            "auth", "gateway", "inventory", "orders", "payments", "shipping");
    AgentServices two = AgentServices.named(List.of("orders", "auth"));
    assertThat(two.include("Orders")).isTrue();
    assertThat(two.include("Gateway")).isFalse();
    assertThat(AgentServices.named(List.of("all")).include("Crowd")).isFalse();
  }

  @Test
  void anotherNameIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(() -> AgentServices.named(List.of("orders", "shop")))
        .hasMessageContainingAll(
            "\"shop\"", "all", "auth, gateway, inventory, orders, payments, shipping");
  }
}
