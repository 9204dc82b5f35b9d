package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** On a module path the jar is an automatic module: its services are there, and its name stays. */
class PackagedJarIT {
  @Test
  void isAModuleWithANameOfItsOwn() {
    ModuleDescriptor module =
        ModuleFinder.of(Path.of(System.getProperty("filter.jar")))
            .find("dev.throughline.correlation")
            .orElseThrow()
            .descriptor();
    assertThat(module.isAutomatic()).isTrue();
    assertThat(module.packages()).allMatch(name -> name.startsWith("dev.throughline.correlation"));
    assertThat(module.provides())
        .extracting(ModuleDescriptor.Provides::service)
        .contains("jakarta.servlet.ServletContainerInitializer");
  }
}
