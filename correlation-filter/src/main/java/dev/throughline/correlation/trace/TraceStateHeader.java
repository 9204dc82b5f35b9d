package dev.throughline.correlation.trace;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes {@code tracestate}, W3C Trace Context: up to 32 members and 512 characters. A
 * longer one loses whole members from its end; one with a broken or repeated member is dropped
 * whole, and the trace goes on without it.
 */
final class TraceStateHeader {
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_LENGTH = 512;

  static TraceState read(List<String> lines) {
    if (lines.isEmpty()) {
      return TraceState.getDefault();
    }
    List<String> members = members(String.join(",", lines));
    TraceStateBuilder builder = TraceState.builder();
    // The builder puts each new member in front, as a system that changes the state must.
    for (int i = members.size() - 1; i >= 0; i--) {
      String member = members.get(i);
      int equals = member.indexOf('=');
      if (equals > 0) {
        builder.put(member.substring(0, equals), member.substring(equals + 1));
      }
    }
    TraceState state = builder.build();
    // It skips in silence what the grammar refuses: a smaller state had a bad or repeated member.
    return state.size() == members.size() ? state : TraceState.getDefault();
  }

  static String write(TraceState state) {
    StringBuilder header = new StringBuilder();
    state.forEach(
        (key, value) ->
            header.append(header.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return header.toString();
  }

  private static List<String> members(String header) {
    List<String> members = new ArrayList<>();
    int length = 0;
    for (String part : header.split(",", -1)) {
      String member = part.strip();
      length += member.isEmpty() ? 0 : member.length() + 1;
      if (members.size() == MAX_MEMBERS || length > MAX_LENGTH + 1) {
        break;
      }
      if (!member.isEmpty()) {
        members.add(member);
      }
    }
    return members;
  }

  private TraceStateHeader() {}
}
