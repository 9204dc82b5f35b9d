package dev.throughline.correlation.line;

import dev.throughline.correlation.request.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom the way to the collector trusts and who it says it is: {@code throughline.tls.truststore}
 * and {@code throughline.tls.keystore}, each with a {@code .password}, as system properties or in
 * the environment. The first may be authorities in PEM ({@code .pem}, {@code .crt}); without it the
 * JVM's own are trusted. Without the second, no certificate is shown.
 */
public final class TlsSettings {
  private static final String TRUSTED = "throughline.tls.truststore";
  private static final String OWN = "throughline.tls.keystore";

  /**
   * A context by the settings as they are now.
   *
   * @throws KeyManagementException when a file cannot be read, and says which
   */
  public static SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own(), trusted(), null);
    return context;
  }

  private static TrustManager @Nullable [] trusted() throws GeneralSecurityException {
    KeyStore store = store(TRUSTED);
    if (store == null) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] own() throws GeneralSecurityException {
    KeyStore store = store(OWN);
    if (store == null) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password(OWN));
    return factory.getKeyManagers();
  }

  private static @Nullable KeyStore store(String setting) throws GeneralSecurityException {
    String file = Setting.lookUp(setting);
    if (file == null || file.isBlank()) {
      return null;
    }
    String name = file.toLowerCase(Locale.ROOT);
    try {
      return name.endsWith(".pem") || name.endsWith(".crt")
          ? authorities(Path.of(file))
          : KeyStore.getInstance(Path.of(file).toFile(), password(setting));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyManagementException(
          setting + ": '" + file + "' is no key store that its password opens, nor PEM: " + e, e);
    }
  }

  private static char @Nullable [] password(String setting) {
    String password = Setting.lookUp(setting + ".password");
    return password == null ? null : password.toCharArray();
  }

  private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
    }
    return store;
  }

  private TlsSettings() {}
}
