package com.example.unchanged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders over HTTP and hands them on over Kafka. */
public final class KafkaShop {
  private static final Logger logger = LoggerFactory.getLogger(KafkaShop.class);
  private static final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", System.getenv("KAFKA")),
          new StringSerializer(),
          new StringSerializer());

  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/order", KafkaShop::order);
    server.start();
    System.out.println("ready " + server.getAddress().getPort());
  }

  private static void order(HttpExchange exchange) throws IOException {
    logger.info("order taken");
    try {
      producer.send(new ProducerRecord<>("orders", "4711")).get();
      exchange.sendResponseHeaders(204, -1);
    } catch (ExecutionException e) {
      logger.error("order not handed on", e);
      exchange.sendResponseHeaders(500, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private KafkaShop() {}
}
