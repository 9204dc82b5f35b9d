package dev.throughline.correlation.logback;

import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.spi.ContextAware;
import dev.throughline.correlation.line.TlsSettings;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import javax.net.ssl.SSLContext;

/**
 * The TCP appender's TLS by {@link TlsSettings}. The collector's certificate must be made out to
 * the name it is called by.
 */
public final class CollectorTls extends SSLConfiguration {
  /** For Logback's configuration. */
  public CollectorTls() {
    SSLParametersConfiguration parameters = new SSLParametersConfiguration();
    parameters.setHostnameVerification(true);
    parameters.setIncludedProtocols("TLSv1.2,TLSv1.3");
    setParameters(parameters);
  }

  @Override
  public SSLContext createContext(ContextAware context) throws KeyManagementException {
    try {
      return TlsSettings.context();
    } catch (GeneralSecurityException e) {
      throw new KeyManagementException(e.getMessage(), e);
    }
  }
}
