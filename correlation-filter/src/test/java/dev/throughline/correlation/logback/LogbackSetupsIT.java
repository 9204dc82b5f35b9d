package dev.throughline.correlation.logback;

/** With logstash-logback-encoder 9, on Jackson 3. */
class LogbackSetupsIT extends LogbackSetups {}
