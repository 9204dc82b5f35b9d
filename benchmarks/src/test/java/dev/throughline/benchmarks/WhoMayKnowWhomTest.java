package dev.throughline.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.StoreWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the table "who may know whom" of docs/architecture.md against the compiled classes of every
 * module. It lives in the last module of the build because only that one sees them all.
 */
class WhoMayKnowWhomTest {
  private static final String MODEL = "dev.throughline.journey.model..";
  private static final String PORTS = "dev.throughline.journey.store..";
  private static final String STITCH = "dev.throughline.journey.stitch..";
  private static final String JOURNEY = "dev.throughline.journey..";
  private static final String FORMATS = "dev.throughline.formats..";
  private static final String STORES = "dev.throughline.stores..";
  private static final String LUCENE = "dev.throughline.stores.lucene..";
  private static final String ELASTICSEARCH = "dev.throughline.stores.elasticsearch..";
  private static final String ELASTICSEARCH_KIT = "dev.throughline.stores.elasticsearch.kit..";
  private static final String COLLECTOR = "dev.throughline.collector..";
  private static final String CLI = "dev.throughline.cli..";
  private static final String FILTER = "dev.throughline.correlation..";
  private static final String AGENT = "dev.throughline.agent..";
  private static final String JDK = "java..";
  private static final String NULLNESS = "org.jspecify.annotations..";

  private static JavaClasses everything;

  @BeforeAll
  static void readEveryModule() {
    everything =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("dev.throughline");
    for (String room :
        new String[] {
          MODEL, STITCH, FORMATS, LUCENE, ELASTICSEARCH, COLLECTOR, CLI, FILTER, AGENT
        }) {
      if (everything.that(resideInAnyPackage(room)).isEmpty()) {
        throw new IllegalStateException(
            "no classes of " + room + ": the rules would hold of nothing");
      }
    }
  }

  @Test
  void theModelKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(MODEL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MODEL, JDK, NULLNESS)
        .check(everything);
  }

  @Test
  void thePortsKnowTheModel() {
    classes()
        .that()
        .resideInAPackage(PORTS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(PORTS, MODEL, JDK, NULLNESS)
        .check(everything);
  }

  @Test
  void theJourneyModuleHasNoThirdPartyLibrary() {
    classes()
        .that()
        .resideInAPackage(JOURNEY)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JOURNEY, JDK, NULLNESS)
        .check(everything);
  }

  @Test
  void stitchingKnowsNoClockThreadFileOrStore() {
    noClasses()
        .that()
        .resideInAPackage(STITCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
        .check(everything);
    noClasses()
        .that()
        .resideInAPackage(STITCH)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.time.Clock.class,
            Thread.class,
            StoreReader.class,
            StoreWriter.class,
            InMemoryStore.class)
        .check(everything);
    noClasses()
        .that()
        .resideInAPackage(STITCH)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(everything);
  }

  @Test
  void formatsKnowNoStoreAndNoTransport() {
    noClasses()
        .that()
        .resideInAPackage(FORMATS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STORES, COLLECTOR, CLI, FILTER, AGENT, "java.net..", "io.javalin..")
        .check(everything);
  }

  @Test
  void aStoreKnowsTheJourneyAndItsOneLibrary() {
    classes()
        .that()
        .resideInAPackage(LUCENE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(LUCENE, JOURNEY, "org.apache.lucene..", JDK, NULLNESS)
        .check(everything);
    classes()
        .that()
        .resideInAPackage(ELASTICSEARCH)
        .and()
        .resideOutsideOfPackage(ELASTICSEARCH_KIT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ELASTICSEARCH,
            JOURNEY,
            "co.elastic.clients..",
            "org.apache.hc..",
            "tools.jackson.core..",
            "org.slf4j..",
            "javax.net.ssl..",
            JDK,
            NULLNESS)
        .check(everything);
  }

  @Test
  void theElasticsearchClientStaysInItsStore() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ELASTICSEARCH)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("co.elastic.clients..")
        .check(everything);
  }

  @Test
  void receiversKnowNeitherStoresNorTheReadPath() {
    noClasses()
        .that()
        .resideInAPackage("dev.throughline.collector.intake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STORES, STITCH, "dev.throughline.collector.query..")
        .check(everything);
  }

  @Test
  void collectorAndCommandLineDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLI)
        .check(everything);
    noClasses()
        .that()
        .resideInAPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(COLLECTOR)
        .check(everything);
  }

  @Test
  void whatLivesInTheUsersApplicationKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAnyPackage(FILTER, AGENT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JOURNEY, FORMATS, STORES, COLLECTOR, CLI)
        .check(everything);
  }
}
