package dev.throughline.formats;

/** The two encodings of OTLP over HTTP. */
public enum OtlpEncoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String contentType;

  OtlpEncoding(String contentType) {
    this.contentType = contentType;
  }

  /** The media type of requests in this encoding and of the answers to them. */
  public String contentType() {
    return contentType;
  }
}
