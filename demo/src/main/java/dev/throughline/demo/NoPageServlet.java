package dev.throughline.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever no other page takes. Without it Tomcat answers by itself, and runs no filter before. */
final class NoPageServlet extends ShopServlet {
  private static final Logger log = LoggerFactory.getLogger(NoPageServlet.class);

  @Override
  Reply answer(HttpServletRequest request, HttpSession session) {
    log.warn("no such page");
    return Reply.problem(404, "no such page");
  }
}
