package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Processes and their times as a query of bounded size. A process is found by the fields from which
 * its names are derived; a name that may be derived from another, or is no term, narrows nothing.
 */
final class ProcessQuery {
  private static final int MOST_TIMES = 8;
  private static final List<String> INSTANCE =
      List.of(Fields.SERVICE_INSTANCE, Fields.K8S_POD, Fields.HOST_NAME);
  private static final List<String> CLOCK =
      List.of(Fields.HOST_ID, Fields.K8S_NODE, Fields.HOST_NAME);

  private final List<Process> processes;
  private final Look look;

  ProcessQuery(List<Process> processes, Look look) {
    this.processes = processes;
    this.look = look;
  }

  /** Writes the value of {@code query}: at least what is looked for of these processes. */
  void write(JsonGenerator json) {
    Clauses.all(
        json,
        () -> {
          if (look.extent() == Extent.WITHOUT_IDS) {
            Clauses.term(json, Fields.WITHOUT_IDS, "true");
          }
          Clauses.any(json, any -> processes.forEach(process -> write(json, process)));
        });
  }

  private void write(JsonGenerator json, Process process) {
    Clauses.all(
        json,
        () -> {
          if (Terms.isTerm(process.service())) {
            Clauses.term(json, Fields.SERVICE, process.service());
          }
          narrow(json, INSTANCE, process.instance(), process.service());
          narrow(json, CLOCK, process.clock(), process.instance());
          Clauses.any(
              json,
              any ->
                  look.stays()
                      .coarse(MOST_TIMES)
                      .of(process)
                      .forEach(range -> HandleQuery.within(json, range)));
        });
  }

  private static void narrow(
      JsonGenerator json, List<String> fields, String value, String otherwise) {
    if (Terms.isTerm(value) && !value.equals(otherwise)) {
      Clauses.any(json, any -> fields.forEach(field -> Clauses.term(json, field, value)));
    }
  }
}
