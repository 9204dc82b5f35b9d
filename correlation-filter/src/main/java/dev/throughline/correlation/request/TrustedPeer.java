package dev.throughline.correlation.request;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What makes a peer one of our own: where it calls from, or the certificate it has shown. That the
 * certificate is genuine is for the server's TLS to say, before any request; here it is only
 * compared.
 */
sealed interface TrustedPeer {
  /** Whether an address is one of ours; null is an unknown one. */
  default boolean isAt(@Nullable InetAddress address) {
    return false;
  }

  default boolean shows(X509Certificate certificate) {
    return false;
  }

  /** Whether it takes a certificate to tell. */
  default boolean wantsCertificate() {
    return !(this instanceof Private || this instanceof Range);
  }

  /**
   * Reads one of {@code private}, {@code 10.1.0.0/16}, {@code sha256:<hex>}, {@code
   * subject:<distinguished name>}, {@code issuer:<distinguished name>}, {@code san:<name>}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static TrustedPeer parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String value = text.substring(colon + 1).strip();
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "private" -> new Private();
      case "sha256" -> Fingerprint.parse(value);
      case "subject" -> new Subject(new X500Principal(value));
      case "issuer" -> new Issuer(new X500Principal(value));
      case "san" -> new AlternativeName(value);
      default -> Range.parse(text);
    };
  }

  /** Loopback and private addresses. */
  record Private() implements TrustedPeer {
    @Override
    public boolean isAt(@Nullable InetAddress address) {
      return PrivateNetwork.contains(address);
    }
  }

  /** A network, RFC 4632 and RFC 4291: the first {@code bits} of an address. */
  record Range(InetAddress network, int bits) implements TrustedPeer {
    static Range parse(String text) {
      int slash = text.indexOf('/');
      InetAddress network =
          PrivateNetwork.literal(PrivateNetwork.bare(slash < 0 ? text : text.substring(0, slash)));
      if (network == null) {
        throw new IllegalArgumentException("no such kind of peer");
      }
      int most = network.getAddress().length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("a network of " + bits + " bits");
      }
      return new Range(network, bits);
    }

    @Override
    public boolean isAt(@Nullable InetAddress address) {
      byte[] ours = network.getAddress();
      byte[] its = address == null ? new byte[0] : address.getAddress();
      if (its.length != ours.length) {
        return false;
      }
      int last = its.length * 8 - bits;
      return new BigInteger(1, its)
          .shiftRight(last)
          .equals(new BigInteger(1, ours).shiftRight(last));
    }
  }

  /** One certificate, by the SHA-256 of its DER form. */
  record Fingerprint(String sha256) implements TrustedPeer {
    static Fingerprint parse(String text) {
      String hex = text.replace(":", "").toLowerCase(Locale.ROOT);
      if (!hex.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("a SHA-256 has 64 hex digits");
      }
      return new Fingerprint(hex);
    }

    @Override
    public boolean shows(X509Certificate certificate) {
      try {
        byte[] shown = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.of().formatHex(shown).equals(sha256);
      } catch (GeneralSecurityException unreadable) {
        return false;
      }
    }
  }

  /** Everybody whose certificate bears this name. */
  record Subject(X500Principal name) implements TrustedPeer {
    @Override
    public boolean shows(X509Certificate certificate) {
      return name.equals(certificate.getSubjectX500Principal());
    }
  }

  /** Everybody whose certificate this authority has signed. */
  record Issuer(X500Principal name) implements TrustedPeer {
    @Override
    public boolean shows(X509Certificate certificate) {
      return name.equals(certificate.getIssuerX500Principal());
    }
  }

  /**
   * A DNS name or a URI (SPIFFE's {@code spiffe://...}) of the certificate; one that ends with
   * {@code /*} is the beginning of a URI.
   */
  record AlternativeName(String name) implements TrustedPeer {
    private static final int DNS = 2;
    private static final int URI = 6;

    @Override
    public boolean shows(X509Certificate certificate) {
      try {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null && names.stream().anyMatch(this::matches);
      } catch (CertificateParsingException unreadable) {
        return false;
      }
    }

    private boolean matches(List<?> typed) {
      String shown = String.valueOf(typed.get(1));
      if (typed.get(0).equals(DNS)) {
        return shown.equalsIgnoreCase(name);
      }
      boolean prefix = name.endsWith("/*");
      return typed.get(0).equals(URI)
          && (prefix ? shown.startsWith(name.substring(0, name.length() - 1)) : shown.equals(name));
    }
  }
}
