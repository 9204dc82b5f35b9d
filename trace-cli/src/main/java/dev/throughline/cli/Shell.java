package dev.throughline.cli;

import dev.throughline.cli.render.Visible;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/**
 * What surrounds one run of the command line. Handed in, so that a test can be the shell.
 *
 * @param clock what "2h ago" is measured from; its zone is the local one
 * @param environment the environment's variables
 * @param terminal what standard output is connected to
 */
record Shell(
    Clock clock,
    Map<String, String> environment,
    Terminal terminal,
    InputStream in,
    OutputStream out,
    PrintWriter err) {

  /** The process's own surroundings. */
  static Shell ofProcess() {
    return new Shell(
        Clock.systemDefaultZone(),
        System.getenv(),
        Terminal.ofProcess(),
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /** Says in one line what is wrong and what to do about it. */
  void complain(String message) {
    err.println("trace-cli: " + new Visible(terminal.unicode()).line(message));
    err.flush();
  }

  /** Says something beside the answer, such as a hint. */
  void remark(String message) {
    err.println(new Visible(terminal.unicode()).line(message));
    err.flush();
  }
}
