package com.example.unchanged;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs what was ordered. */
public final class KafkaPacker {
  private static final Logger logger = LoggerFactory.getLogger(KafkaPacker.class);

  public static void main(String[] args) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            System.getenv("KAFKA"),
            "group.id",
            "packers",
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("orders"));
      System.out.println("ready 1");
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          logger.info("packed {}", record.value());
        }
      }
    }
  }

  private KafkaPacker() {}
}
