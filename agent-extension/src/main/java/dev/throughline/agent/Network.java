package dev.throughline.agent;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first bits of an IPv4 or IPv6 address: RFC 4632 and RFC 4291. */
final class Network {
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private final String text;
  private final byte[] first;
  private final int bits;

  private Network(String text, byte[] first, int bits) {
    this.text = text;
    this.first = first;
    this.bits = bits;
  }

  /** An address, with or without {@code /bits}; null for anything else. */
  static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] first = literal(slash < 0 ? text : text.substring(0, slash));
    if (first == null) {
      return null;
    }
    int most = first.length * 8;
    int bits = slash < 0 ? most : number(text.substring(slash + 1));
    return bits < 0 || bits > most ? null : new Network(text, first, bits);
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }

  /** Four or sixteen bytes; null for a name, which is never looked up. */
  static byte @Nullable [] literal(String address) {
    String bare = PrivateNetwork.bare(address);
    long v4 = PrivateNetwork.ipv4(bare);
    if (v4 >= 0) {
      return new byte[] {(byte) (v4 >>> 24), (byte) (v4 >>> 16), (byte) (v4 >>> 8), (byte) v4};
    }
    int zone = bare.indexOf('%');
    String v6 = zone < 0 ? bare : bare.substring(0, zone);
    try {
      return IPV6.matcher(v6).matches() ? InetAddress.getByName(v6).getAddress() : null;
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  boolean contains(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    int rest = address.length * 8 - bits;
    return new BigInteger(1, address)
        .shiftRight(rest)
        .equals(new BigInteger(1, first).shiftRight(rest));
  }

  @Override
  public String toString() {
    return text;
  }
}
