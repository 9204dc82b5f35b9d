package dev.throughline.cli.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file or a connection, in words instead of class names. */
public final class Reasons {
  private Reasons() {}

  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getMessage() + " does not exist";
      case AccessDeniedException denied -> denied.getMessage() + " may not be read";
      case ConnectException refused ->
          "nothing answers there; start bin/collector, or name another with --source";
      case UnknownHostException unknown -> "there is no host of that name";
      case SocketTimeoutException late -> "no answer in time";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
