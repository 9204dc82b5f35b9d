package dev.throughline.agent;

import java.util.Arrays;
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
  // fc00::/7, fe80::/10 and ::1, the only ways of writing them that begin so; a zone may follow.
  private static final Pattern PRIVATE_IPV6 =
      Pattern.compile(
          "(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:).*|(?:0{1,4}:){7}0{0,3}1|::1",
          Pattern.CASE_INSENSITIVE);
  private static final String IPV4_IN_IPV6 = "::ffff:";
  // It begins with a letter: 2130706433 and 0x7f000001 are addresses to some clients.
  private static final Pattern SINGLE_LABEL = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final List<String> SUFFIXES =
      Arrays.asList(
          ".localhost", ".local", ".internal", ".cluster.local", ".svc", ".lan", ".home.arpa");

  /** Whether {@code address} is a literal address within the house; a name is not looked at. */
  static boolean containsAddress(@Nullable String address) {
    if (address == null) {
      return false;
    }
    String plain = bare(address);
    long v4 = ipv4(plain);
    if (v4 < 0 && plain.regionMatches(true, 0, IPV4_IN_IPV6, 0, IPV4_IN_IPV6.length())) {
      v4 = ipv4(plain.substring(IPV4_IN_IPV6.length()));
    }
    return v4 < 0 ? PRIVATE_IPV6.matcher(plain).matches() : isPrivate(v4);
  }

  private static boolean isPrivate(long v4) {
    long first = v4 >>> 24;
    long firstTwo = v4 >>> 16;
    return first == 10
        || first == 127
        || firstTwo == (192 << 8 | 168)
        || firstTwo == (169 << 8 | 254)
        || v4 >>> 20 == (172 << 4 | 1);
  }

  /** Four decimal numbers with dots between; -1 for everything else. Asked of every request. */
  static long ipv4(String text) {
    long address = 0;
    int dots = 0;
    int octet = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && octet >= 0) {
        address = address << 8 | octet;
        octet = -1;
        dots++;
      } else if (c >= '0' && c <= '9' && octet != 0) { // 010 is 8 to some clients
        octet = Math.max(octet, 0) * 10 + c - '0';
      } else {
        return -1;
      }
      if (octet > 255) {
        return -1;
      }
    }
    return dots == 3 && octet >= 0 ? address << 8 | octet : -1;
  }

  /** Takes a name, an IPv4 or IPv6 literal, the latter with or without its brackets. */
  static boolean containsHost(@Nullable String host) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    String name = bare(host).toLowerCase(Locale.ROOT);
    return isLiteral(name) ? containsAddress(name) : isPrivateName(name);
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || ipv4(host) >= 0;
  }

  private static boolean isPrivateName(String name) {
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return SINGLE_LABEL.matcher(plain).matches() || SUFFIXES.stream().anyMatch(plain::endsWith);
  }

  static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private PrivateNetwork() {}
}
