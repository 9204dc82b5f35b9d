package dev.throughline.stores.elasticsearch.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zips of Elasticsearch that the build has fetched. */
enum NodeZip {
  /** The version this project is built for. */
  CURRENT("current"),

  /** The oldest major version that Elastic still supports. */
  OLDER("older");

  private static final String WHERE = "node.properties";

  private final String key;

  NodeZip(String key) {
    this.key = key;
  }

  /**
   * Unpacks into a folder.
   *
   * @return the node's home below it
   */
  Path unpackInto(Path folder) throws IOException {
    try (var zip = new ZipInputStream(Files.newInputStream(file()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(entry.getName() + " in " + file() + " lies outside of the zip");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
    return folder.resolve(file().getFileName().toString().replace(".zip", ""));
  }

  private Path file() {
    Properties where = new Properties();
    try (InputStream in = NodeZip.class.getResourceAsStream(WHERE)) {
      if (in == null) {
        throw new IOException(WHERE + " is not on the class path");
      }
      where.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path file = Path.of(where.getProperty("folder"), where.getProperty(key));
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          file + " is not there; the build of stores/elasticsearch-kit fetches it");
    }
    return file;
  }
}
