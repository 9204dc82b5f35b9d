package dev.throughline.stores.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** Whose certificates are believed. */
final class Trust {
  private Trust() {}

  /**
   * Empty when the JDK's own list decides.
   *
   * @throws IllegalArgumentException when the file has no certificate in it
   */
  static Optional<SSLContext> of(ElasticsearchOptions options) {
    Path ca = options.ca();
    try {
      if (options.insecure()) {
        return Optional.of(
            SSLContexts.custom().loadTrustMaterial(null, (chain, type) -> true).build());
      }
      return ca == null
          ? Optional.empty()
          : Optional.of(SSLContexts.custom().loadTrustMaterial(keys(ca), null).build());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("es: ca=" + ca + ": " + e.getMessage(), e);
    }
  }

  private static KeyStore keys(Path ca) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(ca)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("es: ca=" + ca + " has no certificate in PEM");
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      for (Certificate certificate : certificates) {
        keys.setCertificateEntry("ca-" + keys.size(), certificate);
      }
      return keys;
    } catch (IOException e) {
      throw new IllegalArgumentException("es: ca=" + ca + " cannot be read", e);
    }
  }
}
