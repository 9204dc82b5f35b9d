package dev.throughline.correlation.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A house's certificates in one PKCS #12 file, by alias, all signed by its own authority; made by
 * the JDK's keytool, as the JDK has no API for it.
 */
record Certificates(Path file) {
  static final String PASSWORD = "changeit";
  static final String SERVER = "server";

  /**
   * Certificates of {@code CN=<name>,O=Shop} that are also named {@code
   * spiffe://shop.example/<name>}.
   */
  static Certificates create(Path file, String... clients) throws IOException {
    keytool(file, "ca", "-dname", "CN=Shop CA", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
    signed(file, SERVER, "CN=localhost", "dns:localhost,ip:127.0.0.1");
    for (String client : clients) {
      signed(file, client, "CN=" + client + ",O=Shop", "uri:spiffe://shop.example/" + client);
    }
    Certificates certificates = new Certificates(file);
    certificates.writeAuthority();
    return certificates;
  }

  private static void signed(Path file, String alias, String name, String others)
      throws IOException {
    keytool(file, alias, "-dname", name, "-signer", "ca", "-ext", "san=" + others);
  }

  private static void keytool(Path file, String alias, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-startdate", "-1d", "-validity", "30"));
    command.addAll(List.of("-groupname", "secp256r1", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }

  /** Of a certificate's DER form, as the setting wants it. */
  String sha256(String alias) throws IOException, GeneralSecurityException {
    byte[] der = load().getCertificate(alias).getEncoded();
    return HexFormat.ofDelimiter(":")
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(der));
  }

  /** A client's: shows the certificate of {@code alias}, or none if that is empty. */
  SSLContext context(String alias, Certificates believed)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        alias.isEmpty() ? null : keys(alias).getKeyManagers(),
        believed.trust().getTrustManagers(),
        null);
    return context;
  }

  KeyManagerFactory keys(String alias) throws IOException, GeneralSecurityException {
    char[] password = PASSWORD.toCharArray();
    KeyStore all = load();
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, password);
    return keys;
  }

  TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authority());
    return trust;
  }

  /** A file with the authority's certificate alone. */
  Path authorityFile() {
    return file.resolveSibling("authority-of-" + file.getFileName());
  }

  private void writeAuthority() throws IOException {
    try (OutputStream out = Files.newOutputStream(authorityFile())) {
      authority().store(out, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private KeyStore authority() throws IOException, GeneralSecurityException {
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry("ca", load().getCertificate("ca"));
    return authority;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    }
  }
}
