package dev.throughline.correlation.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates of the JDK's own keytool, each its own authority. */
public final class TlsPeers {
  /** The password of all stores. */
  public static final String PASSWORD = "test-only";

  private final Path folder;

  /** Keeps its files in a folder. */
  public TlsPeers(Path folder) {
    this.folder = folder;
  }

  /** A key and its certificate, made out to a host name; as a trust store it trusts just that. */
  public Path keyStore(String name, String host) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=dns:" + host,
        "-startdate",
        "-1d",
        "-validity",
        "3",
        "-keystore",
        store.toString());
    return store;
  }

  /** Only the certificate of a key store, in PEM. */
  public Path certificate(Path keyStore) throws IOException, InterruptedException {
    Path pem = folder.resolve(keyStore.getFileName() + ".pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        keyStore.toString(),
        "-alias",
        alias(keyStore),
        "-file",
        pem.toString());
    return pem;
  }

  /** A server with this key on a free port that demands a certificate it trusts. */
  public static SSLServerSocket server(Path key, Path trusted)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(trusted.toFile(), PASSWORD.toCharArray()));
    SSLServerSocket server = server(key, trust.getTrustManagers());
    server.setNeedClientAuth(true);
    return server;
  }

  /** A server with this key on a free port. */
  public static SSLServerSocket server(Path key) throws IOException, GeneralSecurityException {
    return server(key, (TrustManager[]) null);
  }

  private static SSLServerSocket server(Path key, TrustManager @Nullable [] trust)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(key.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static String alias(Path keyStore) {
    return keyStore.getFileName().toString().replace(".p12", "");
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-J-XX:TieredStopAtLevel=1"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(said, StandardCharsets.UTF_8)).isZero();
  }
}
