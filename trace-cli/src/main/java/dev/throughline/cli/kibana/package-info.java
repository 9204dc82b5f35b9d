/**
 * A question said in Kibana's words: its query language, and a link that opens Discover with it.
 */
@NullMarked
package dev.throughline.cli.kibana;

import org.jspecify.annotations.NullMarked;
