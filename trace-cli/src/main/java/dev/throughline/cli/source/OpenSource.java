package dev.throughline.cli.source;

import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A source, ready to be asked.
 *
 * @param users the same source as a directory of users, or null when it keeps none
 * @param remark what of it could not be read, or null
 */
public record OpenSource(
    StoreReader reader, @Nullable UserDirectory users, @Nullable String remark) {}
