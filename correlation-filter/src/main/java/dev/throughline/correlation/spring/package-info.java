/** Spring Boot's auto-configuration and Spring's HTTP clients. */
@NullMarked
package dev.throughline.correlation.spring;

import org.jspecify.annotations.NullMarked;
