package dev.throughline.cli;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.model.UserRef.Namespace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a person may be stored: as asked for, and, where the services' {@code
 * throughline.user.key} is known, as services with that key write it: {@code h1.} and the first 128
 * bits of HMAC-SHA256 (RFC 2104), base64url.
 */
final class StoredNames {
  /** The attributes that bear an id of a user as services write it, beside the handles' own. */
  private static final Set<String> FIELDS =
      Set.of("user.id", "user.id.unverified", "user.actor.id");

  private static final String PREFIX = "h1.";
  private static final int LENGTH = PREFIX.length() + 22;
  private static final String ALGORITHM = "HmacSHA256";

  private final @Nullable SecretKeySpec key;

  private StoredNames(@Nullable String key) {
    this.key =
        key == null || key.isEmpty()
            ? null
            : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Takes the key from where a service does: the system property {@code throughline.user.key}, else
   * the environment's {@code THROUGHLINE_USER_KEY}. Any text that is not empty is a key.
   */
  static StoredNames of(Shell shell) {
    String property = System.getProperty("throughline.user.key");
    return new StoredNames(
        property != null ? property : shell.environment().get("THROUGHLINE_USER_KEY"));
  }

  /** The names as asked for, each followed by its pseudonym if it has one. */
  List<String> ofUsers(List<String> names) {
    return names.stream().flatMap(name -> Stream.of(name, stored(name))).distinct().toList();
  }

  /** The values of an attribute to look for. */
  List<String> ofField(String attribute, String value) {
    String stored = FIELDS.contains(attribute) ? pseudonym(value) : value;
    return Stream.of(value, stored).distinct().toList();
  }

  /**
   * Says under which names those asked for were found, where that is not as they were asked for.
   */
  void tell(Shell shell, Journey... journeys) {
    Set<String> told = new LinkedHashSet<>();
    for (Journey journey : journeys) {
      for (String name : journey.subject().getOrDefault("user", List.of())) {
        String stored = stored(name);
        if (!stored.equals(name) && names(journey, stored)) {
          String both = names(journey, name) ? name + " and as " + stored : stored;
          told.add(name + " is stored as " + both);
        }
      }
    }
    told.forEach(shell::remark);
  }

  private static boolean names(Journey journey, String name) {
    List<UserRef> readings = UserRef.readings(name);
    return journey.steps().stream()
        .map(Step::signal)
        .map(Signal::ids)
        .anyMatch(ids -> readings.stream().anyMatch(user -> names(ids, user)));
  }

  private static boolean names(Ids ids, UserRef user) {
    return ids.users().contains(user)
        || user.namespace() == Namespace.USER_ID && user.value().equals(ids.actorId());
  }

  /** A name of another namespace than {@code user.id} is not the services' to write. */
  private String stored(String name) {
    List<UserRef> readings = UserRef.readings(name);
    if (readings.size() != 1) {
      return pseudonym(name);
    }
    UserRef only = readings.getFirst();
    return only.namespace() == Namespace.USER_ID
        ? new UserRef(only.namespace(), pseudonym(only.value())).toString()
        : name;
  }

  private String pseudonym(String id) {
    boolean isOne = id.length() == LENGTH && id.startsWith(PREFIX);
    return key == null || isOne || id.isEmpty() ? id : hashed(id, key);
  }

  private static String hashed(String id, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
