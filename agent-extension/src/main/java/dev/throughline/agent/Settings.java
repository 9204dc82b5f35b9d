package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may decide. The parts of this extension that the agent creates without handing
 * them a configuration see it through {@link #current()}, which the parts that do get one have set
 * before: the agent builds its SDK before it instruments anything.
 */
final class Settings {
  static final String TRUST = "throughline.trust";
  static final String PEERS = "throughline.trust.peers";
  static final String USER_KEY = "throughline.user.key";
  static final String SEND = "throughline.baggage.send";
  static final String HOSTS = "throughline.baggage.hosts";
  private static final String PREVIEW = "otel.instrumentation.common.v3-preview";
  static final String COOKIE = "throughline.session.cookie";

  /** The servlet specification's name, and Spring Session's. */
  private static final List<String> USUAL_COOKIES =
      Collections.unmodifiableList(Arrays.asList("JSESSIONID", "SESSION"));

  private static final Settings USUAL =
      new Settings(
          Trust.INTERNAL,
          TrustedPeers.PRIVATE,
          UserPseudonym.NONE,
          false,
          Collections.emptyList(),
          USUAL_COOKIES,
          Fields.ENDUSER_ID);

  private static volatile Settings current = USUAL;

  private final Trust trust;
  private final TrustedPeers peers;
  private final UserPseudonym pseudonym;
  private final boolean sendsUserBaggage;
  private final List<String> hosts;
  private final List<String> sessionCookies;
  private final AttributeKey<String> principal;

  Settings(
      Trust trust,
      TrustedPeers peers,
      UserPseudonym pseudonym,
      boolean sendsUserBaggage,
      List<String> hosts,
      List<String> sessionCookies,
      AttributeKey<String> principal) {
    this.trust = trust;
    this.peers = peers;
    this.pseudonym = pseudonym;
    this.sendsUserBaggage = sendsUserBaggage;
    this.hosts = lowerCase(hosts);
    this.sessionCookies =
        sessionCookies.equals(Collections.singletonList("none"))
            ? Collections.emptyList()
            : sessionCookies;
    this.principal = principal;
  }

  static Settings current() {
    return current;
  }

  /** From system properties, environment and the agent's own properties file. */
  static Settings use(ConfigProperties config) {
    return use(
        new Settings(
            Trust.named(config.getString(TRUST)),
            TrustedPeers.read(config.getString(PEERS)),
            UserPseudonym.withKey(config.getString(USER_KEY)),
            config.getBoolean(SEND, false),
            config.getList(HOSTS),
            config.getList(COOKIE, USUAL_COOKIES),
            principal(config.getBoolean(PREVIEW, false))));
  }

  /** From the propagator's node of a declarative configuration file, else as {@link #outside}. */
  static Settings use(DeclarativeConfigProperties config) {
    Boolean send = config.getBoolean("send_user_baggage");
    List<String> peers = config.getScalarList("trust_peers", String.class);
    return use(
        new Settings(
            Trust.named(text(config, "trust", TRUST)),
            TrustedPeers.read(
                peers == null ? text(config, "trust_peers", PEERS) : String.join(";", peers)),
            UserPseudonym.withKey(text(config, "user_key", USER_KEY)),
            send == null ? Boolean.parseBoolean(outside(SEND)) : send,
            list(config, "user_baggage_hosts", HOSTS, Collections.emptyList()),
            list(config, "session_cookie", COOKIE, USUAL_COOKIES),
            principal(Boolean.parseBoolean(outside(PREVIEW)))));
  }

  private static AttributeKey<String> principal(boolean preview) {
    return preview ? Fields.USER_NAME : Fields.ENDUSER_ID;
  }

  /**
   * Where a configuration file does not name our propagator nobody has read settings: here they are
   * from {@link #outside}, so that at least an edge is one. Null where they have been read.
   */
  static synchronized @Nullable Settings useUnlessRead() {
    return current == USUAL ? use(DeclarativeConfigProperties.empty()) : null;
  }

  /** Whether the agent has a configuration file, by the setting's name of today or of 2025. */
  static boolean areDeclared() {
    return outside("otel.config.file") != null || outside("otel.experimental.config.file") != null;
  }

  private static @Nullable String text(
      DeclarativeConfigProperties config, String key, String name) {
    String text = config.getString(key);
    return text == null ? outside(name) : text;
  }

  /** One value in place of a list means the same as in a property. */
  private static List<String> list(
      DeclarativeConfigProperties config, String key, String name, List<String> otherwise) {
    List<String> list = config.getScalarList(key, String.class);
    if (list != null) {
      return list;
    }
    String text = text(config, key, name);
    return text == null || text.trim().isEmpty()
        ? otherwise
        : Arrays.asList(text.trim().split("\\s*,\\s*"));
  }

  /** From system properties and environment, which the agent leaves alone beside a file. */
  private static @Nullable String outside(String name) {
    String property = System.getProperty(name);
    return property == null
        ? System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'))
        : property;
  }

  private static Settings use(Settings settings) {
    current = settings;
    return settings;
  }

  private static List<String> lowerCase(List<String> names) {
    List<String> lowerCase = new ArrayList<>();
    for (String name : names) {
      lowerCase.add(name.trim().toLowerCase(Locale.ROOT));
    }
    return lowerCase;
  }

  Trust trust() {
    return trust;
  }

  /** Who is internal, where that is for addresses to say. */
  TrustedPeers peers() {
    return peers;
  }

  /** What users and actors are told as. */
  UserPseudonym pseudonym() {
    return pseudonym;
  }

  /** Whether {@code host}, null where it is not known, may learn who the user is. */
  boolean userBaggageMayGoTo(@Nullable String host) {
    return sendsUserBaggage && (PrivateNetwork.containsHost(host) || isListed(host));
  }

  /** Whether messages may say who the user is; the hosts' list has a word for all of them. */
  boolean userBaggageMayGoIntoMessages() {
    return sendsUserBaggage && isListed("messages");
  }

  private boolean isListed(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    for (String allowed : hosts) {
      if (allowed.equals("*")
          || allowed.equals(name)
          || (allowed.startsWith(".") && name.endsWith(allowed))) {
        return true;
      }
    }
    return false;
  }

  /** The cookies that tell one session from another; empty where nobody wants to know. */
  List<String> sessionCookies() {
    return sessionCookies;
  }

  /** Under which name the agent tells a servlet principal or a Spring Security user. */
  AttributeKey<String> principal() {
    return principal;
  }

  @Override
  public String toString() {
    return String.join(
        ", ",
        TRUST + "=" + trust,
        SEND + "=" + sendsUserBaggage,
        HOSTS + "=" + hosts,
        COOKIE + "=" + sessionCookies,
        PEERS + "=" + peers,
        USER_KEY + "=" + (pseudonym.isOn() ? "(set)" : "(none)"));
  }
}
