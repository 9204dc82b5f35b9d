package dev.throughline.demo;

/** A listening server, whatever it is made of. */
interface Server {
  /** The port it really listens on. */
  int port();

  /** Takes no new requests, finishes those under way within two seconds, then closes. */
  void stop();
}
