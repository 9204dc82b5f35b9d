package dev.throughline.stores.elasticsearch.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate authority that nobody trusts by default, and a certificate of its own for {@code
 * localhost} and {@code 127.0.0.1}; made by the JDK's keytool, as the JDK has no API for it.
 */
public final class TestCa {
  private static final String PASSWORD = "changeit";

  private final KeyStore keys;

  private TestCa(KeyStore keys) {
    this.keys = keys;
  }

  /** Makes a new one; {@code folder} is for a file of passage. */
  public static TestCa create(Path folder) throws IOException {
    Path file = folder.resolve("keys.p12");
    keytool(file, "ca", "-dname", "CN=Test-CA", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
    keytool(
        file,
        "node",
        "-dname",
        "CN=localhost",
        "-signer",
        "ca",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return new TestCa(keys);
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool's " + file + " cannot be read: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void keytool(Path file, String alias, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "365",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }

  /** The authority's own certificate, in PEM. */
  public String certificate() {
    return pem("ca");
  }

  /** The certificate for {@code localhost}, in PEM. */
  public String serverCertificate() {
    return pem("node");
  }

  /** The key to {@link #serverCertificate()}, in PEM, unencrypted. */
  public String serverKey() {
    try {
      return pem("PRIVATE KEY", keys.getKey("node", PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String pem(String alias) {
    try {
      return pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
