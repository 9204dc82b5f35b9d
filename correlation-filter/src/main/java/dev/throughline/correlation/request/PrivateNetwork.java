package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses and host names are our own house: loopback, link-local, RFC 1918, RFC 4193, and
 * names that no public DNS answers for (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal, names
 * without a dot, Kubernetes' cluster.local). Names are never looked up: that could block a request.
 */
final class PrivateNetwork {
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  // It begins with a letter: 2130706433 and 0x7f000001 are addresses to some clients.
  private static final Pattern SINGLE_LABEL = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final List<String> SUFFIXES =
      List.of(".localhost", ".local", ".internal", ".cluster.local", ".svc", ".lan", ".home.arpa");

  static boolean contains(@Nullable InetAddress address) {
    return address != null
        && (address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || isUniqueLocal(address.getAddress()));
  }

  /** Takes a name, an IPv4 or IPv6 literal, the latter with or without its brackets. */
  static boolean containsHost(@Nullable String host) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    String bare = bare(host);
    InetAddress literal = literal(bare);
    return literal == null ? isPrivateName(bare.toLowerCase(Locale.ROOT)) : contains(literal);
  }

  private static boolean isPrivateName(String name) {
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return SINGLE_LABEL.matcher(plain).matches() || SUFFIXES.stream().anyMatch(plain::endsWith);
  }

  static @Nullable InetAddress literal(String host) {
    try {
      byte[] ipv4 = ipv4(host);
      if (ipv4 != null) {
        return InetAddress.getByAddress(ipv4);
      }
      return IPV6.matcher(host).matches() ? InetAddress.getByName(host) : null;
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  /** Null for anything but four decimal numbers; by hand, as it is done for every request. */
  private static byte @Nullable [] ipv4(String host) {
    byte[] address = new byte[4];
    int from = 0;
    for (int i = 0; i < address.length; i++) {
      int to = i < 3 ? host.indexOf('.', from) : host.length();
      int octet = octet(host, from, to);
      if (octet < 0) {
        return null;
      }
      address[i] = (byte) octet;
      from = to + 1;
    }
    return address;
  }

  /** Without leading zeros, which are octal to some clients; -1 for anything else. */
  private static int octet(String host, int from, int to) {
    if (to <= from || to - from > 3 || (host.charAt(from) == '0' && to - from > 1)) {
      return -1;
    }
    int octet = 0;
    for (int i = from; i < to; i++) {
      char c = host.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      octet = octet * 10 + c - '0';
    }
    return octet <= 255 ? octet : -1;
  }

  static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xfe) == 0xfc;
  }

  private PrivateNetwork() {}
}
