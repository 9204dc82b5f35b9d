package dev.throughline.demo;

import dev.throughline.correlation.netty.NettyCorrelation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for the shelves: {@code /products} and {@code /reservations}. */
@ChannelHandler.Sharable
final class InventoryHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(InventoryHandler.class);

  private final Stock stock;

  InventoryHandler(Stock stock) {
    this.stock = stock;
  }

  /** A status and what to say with it. */
  private record Reply(int status, Object body) {}

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    NettyCorrelation.request(context.channel())
        .ifPresent(served -> served.route(route(request.uri())));
    Reply reply;
    try {
      reply = answer(request);
    } catch (Json.Unreadable e) {
      log.warn("{} {}: a body that cannot be read", request.method(), request.uri());
      reply = new Reply(400, new Wire.Problem("the body is not what was expected"));
    }
    send(context, request, reply);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.error("a connection is closed", cause);
    context.close();
  }

  private Reply answer(FullHttpRequest request) {
    String path = request.uri();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (request.method().name() + " " + route(path)) {
      case "GET /products" -> products();
      case "GET /products/{sku}" -> product(last);
      case "POST /reservations" -> reserve(request.content());
      case "GET /reservations/{order}" -> setAside(last);
      case "DELETE /reservations/{order}" -> release(last);
      default -> new Reply(404, new Wire.Problem("no such page"));
    };
  }

  private static @Nullable String route(String path) {
    if (path.equals("/products") || path.equals("/reservations")) {
      return path;
    }
    if (path.startsWith("/products/")) {
      return "/products/{sku}";
    }
    return path.startsWith("/reservations/") ? "/reservations/{order}" : null;
  }

  private Reply products() {
    log.info("listing {} products", stock.products().size());
    return new Reply(200, stock.products());
  }

  private Reply product(String sku) {
    return stock
        .product(sku)
        .map(
            product -> {
              log.info("{}: {} on the shelf", sku, stock.pieces(sku));
              return new Reply(200, product);
            })
        .orElseGet(
            () -> {
              log.warn("no product {}", sku);
              return new Reply(404, new Wire.Problem("no product " + sku));
            });
  }

  private Reply reserve(ByteBuf content) {
    Wire.Reservation wanted =
        Json.read(content.toString(StandardCharsets.UTF_8), Wire.Reservation.class);
    return switch (stock.reserve(wanted.order(), wanted.lines())) {
      case Stock.Outcome.Reserved(int cents) -> {
        log.info("order {}: {} articles set aside", wanted.order(), wanted.lines().size());
        yield new Reply(201, new Wire.Reserved(wanted.order(), cents));
      }
      case Stock.Outcome.TooFew(String sku, int pieces, int left) -> {
        log.warn("order {}: {} {} wanted, {} left", wanted.order(), pieces, sku, left);
        yield new Reply(409, new Wire.Problem("too few of " + sku));
      }
    };
  }

  private Reply setAside(String order) {
    List<Wire.Line> lines = stock.setAside(order);
    if (lines.isEmpty()) {
      return new Reply(404, new Wire.Problem("no reservation for " + order));
    }
    log.info("order {}: {} articles are packed", order, lines.size());
    return new Reply(200, new Wire.Reservation(order, lines));
  }

  private Reply release(String order) {
    if (!stock.release(order)) {
      return new Reply(404, new Wire.Problem("no reservation for " + order));
    }
    log.info("order {}: articles put back", order);
    return new Reply(200, new Wire.Reserved(order, 0));
  }

  private static void send(ChannelHandlerContext context, FullHttpRequest request, Reply reply) {
    ByteBuf body = ByteBufUtil.writeUtf8(context.alloc(), Json.write(reply.body()));
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
