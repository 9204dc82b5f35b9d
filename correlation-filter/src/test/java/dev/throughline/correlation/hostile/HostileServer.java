package dev.throughline.correlation.hostile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real server whose application logs one line a request and answers with one word. */
interface HostileServer extends AutoCloseable {
  Logger APPLICATION = LoggerFactory.getLogger("hostile.application");
  String ANSWER = "served";

  int port();

  @Override
  void close() throws Exception;
}
