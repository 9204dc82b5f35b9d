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
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern PRIVATE_IPV4 =
      Pattern.compile("(?:10|127|192\\.168|169\\.254|172\\.(?:1[6-9]|2\\d|3[01]))\\..*");
  // fc00::/7, fe80::/10 and ::1, the only ways of writing them that begin so; a zone may follow.
  private static final Pattern PRIVATE_IPV6 =
      Pattern.compile("(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:).*|(?:0{1,4}:){7}0{0,3}1|::1");
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
    String plain = bare(address).toLowerCase(Locale.ROOT);
    String v4 = plain.startsWith("::ffff:") ? plain.substring("::ffff:".length()) : plain;
    return IPV4.matcher(v4).matches()
        ? PRIVATE_IPV4.matcher(v4).matches()
        : PRIVATE_IPV6.matcher(plain).matches();
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
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  private static boolean isPrivateName(String name) {
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return SINGLE_LABEL.matcher(plain).matches() || SUFFIXES.stream().anyMatch(plain::endsWith);
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private PrivateNetwork() {}
}
