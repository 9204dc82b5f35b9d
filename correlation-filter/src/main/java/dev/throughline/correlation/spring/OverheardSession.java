package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.RandomIds;
import dev.throughline.correlation.request.RequestIds;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * An exchange that notes the session when somebody else asks for it. To ask ourselves would read
 * and write the session's store in every request, and where the cookie is another service's answer
 * with its removal.
 */
final class OverheardSession extends ServerWebExchangeDecorator {
  private static final String ATTRIBUTE = "dev.throughline.session.id";

  private final RequestIds ids;
  private volatile @Nullable WebSession heard;

  OverheardSession(ServerWebExchange exchange, RequestIds ids) {
    super(exchange);
    this.ids = ids;
  }

  @Override
  public Mono<WebSession> getSession() {
    return super.getSession().doOnNext(this::hear);
  }

  private void hear(WebSession session) {
    // The request's own name is for a session that begins in it: one that was not when first heard.
    String own = heard == null ? null : ids.sessionToTakeOver();
    heard = session;
    name(session, own);
  }

  /** Names a session that has begun meanwhile. To be called before the session is stored. */
  void nameBegun() {
    WebSession session = heard;
    if (session != null) {
      name(session, ids.sessionToTakeOver());
    }
  }

  /** By a random id of ours, which survives the session's change of id at login. */
  private void name(WebSession session, @Nullable String requestsOwn) {
    try {
      if (session.isStarted()) {
        Object id =
            session
                .getAttributes()
                .computeIfAbsent(
                    ATTRIBUTE, name -> requestsOwn != null ? requestsOwn : RandomIds.hex128());
        ids.foundSession(id.toString());
      }
    } catch (RuntimeException e) {
      FirstFailure.report("reading a session", e);
    }
  }
}
