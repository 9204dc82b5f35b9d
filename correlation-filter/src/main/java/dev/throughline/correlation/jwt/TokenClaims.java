package dev.throughline.correlation.jwt;

import org.jspecify.annotations.Nullable;

/**
 * What a token says of whoever bears it, each as it stands there: not yet checked for what may be
 * an id.
 *
 * @param verified whether a key of ours says so too, and the token is neither expired nor from
 *     somebody else; else it is anybody's word
 * @param subject {@code sub}; null where it is missing, no text, or a program's own name
 * @param actor {@code act.sub}, RFC 8693: who acts as the subject
 * @param session {@code sid}, OpenID Connect: the sign-in this belongs to
 */
public record TokenClaims(
    boolean verified, @Nullable String subject, @Nullable String actor, @Nullable String session) {}
