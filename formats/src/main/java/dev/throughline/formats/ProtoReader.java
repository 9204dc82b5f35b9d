package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The fields of one protobuf message, one after the other. Text that is not UTF-8 is repaired.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtoReader {
  private final byte[] bytes;
  private final int offset;
  private final CodedInputStream in;
  private int tag;

  ProtoReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.in = CodedInputStream.newInstance(bytes, offset, length);
  }

  /** Steps to the next field; false at the end of the message. */
  boolean next() throws IOException {
    if (in.isAtEnd()) {
      return false;
    }
    tag = in.readTag();
    return true;
  }

  /** The number of the current field. */
  int field() {
    return WireFormat.getTagFieldNumber(tag);
  }

  void skip() throws IOException {
    in.skipField(tag);
  }

  /** Enters a message in this field: {@link #next} ends where it ends. */
  int open() throws IOException {
    return in.pushLimit(length());
  }

  /** Leaves a message whose fields are all read. */
  void close(int opened) {
    in.popLimit(opened);
  }

  /** The message in this field for reading apart: damage in it does not reach its neighbours. */
  ProtoReader apart() throws IOException {
    int length = length();
    return new ProtoReader(bytes, skipped(length), length);
  }

  String text(Draft draft) throws IOException {
    int length = length();
    int at = skipped(length);
    String text = new String(bytes, at, length, UTF_8);
    if (text.indexOf(Text.REPLACEMENT) >= 0) {
      byte[] sent = Arrays.copyOfRange(bytes, at, at + length);
      draft.repaired |= !Arrays.equals(sent, text.getBytes(UTF_8));
    }
    return text;
  }

  /** Bytes as lower-case hex: an id. */
  String hex() throws IOException {
    int length = length();
    int at = skipped(length);
    return HexFormat.of().formatHex(bytes, at, at + length);
  }

  /** Bytes as base64, as they are in JSON. */
  String base64() throws IOException {
    int length = length();
    int at = skipped(length);
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, at, at + length));
  }

  long varint() throws IOException {
    expect(WireFormat.WIRETYPE_VARINT);
    return in.readRawVarint64();
  }

  long fixed64() throws IOException {
    expect(WireFormat.WIRETYPE_FIXED64);
    return in.readFixed64();
  }

  int fixed32() throws IOException {
    expect(WireFormat.WIRETYPE_FIXED32);
    return in.readFixed32();
  }

  double decimal() throws IOException {
    return Double.longBitsToDouble(fixed64());
  }

  private int length() throws IOException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readRawVarint32();
  }

  /** Passes over bytes; answers where they begin. */
  private int skipped(int length) throws IOException {
    int at = offset + in.getTotalBytesRead();
    in.skipRawBytes(length);
    return at;
  }

  private void expect(int wireType) throws InvalidProtocolBufferException {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw new InvalidProtocolBufferException(
          "field "
              + field()
              + " has wire type "
              + WireFormat.getTagWireType(tag)
              + ", expected "
              + wireType);
    }
  }
}
