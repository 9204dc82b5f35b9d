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
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
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
    if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xfe) == 0xfc;
  }

  private PrivateNetwork() {}
}
