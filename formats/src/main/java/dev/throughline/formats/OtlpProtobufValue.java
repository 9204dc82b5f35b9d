package dev.throughline.formats;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads OTLP's AnyValue from protobuf as plain Java. */
final class OtlpProtobufValue {
  private OtlpProtobufValue() {}

  /** Reads one KeyValue into the draft. */
  static void attribute(ProtoReader in, Draft draft) throws IOException {
    Map<String, @Nullable Object> one = new LinkedHashMap<>(2);
    keyValue(in, draft, 0, one);
    one.forEach(draft::put);
  }

  /** Reads the AnyValue in the current field. */
  static @Nullable Object read(ProtoReader in, Draft draft) throws IOException {
    return read(in, draft, 0);
  }

  private static @Nullable Object read(ProtoReader in, Draft draft, int depth) throws IOException {
    if (depth >= Draft.MAX_DEPTH) {
      draft.refuse("a value nested deeper than " + Draft.MAX_DEPTH);
      in.skip();
      return null;
    }
    Object value = null;
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case AnyValue.STRING_VALUE_FIELD_NUMBER -> value = in.text(draft);
        case AnyValue.BOOL_VALUE_FIELD_NUMBER -> value = in.varint() != 0;
        case AnyValue.INT_VALUE_FIELD_NUMBER -> value = in.varint();
        case AnyValue.DOUBLE_VALUE_FIELD_NUMBER -> value = in.decimal();
        case AnyValue.BYTES_VALUE_FIELD_NUMBER -> value = in.base64();
        case AnyValue.ARRAY_VALUE_FIELD_NUMBER -> value = array(in, draft, depth + 1);
        case AnyValue.KVLIST_VALUE_FIELD_NUMBER -> value = object(in, draft, depth + 1);
        default -> in.skip();
      }
    }
    in.close(opened);
    return value;
  }

  private static List<@Nullable Object> array(ProtoReader in, Draft draft, int depth)
      throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    int opened = in.open();
    while (in.next()) {
      if (in.field() == ArrayValue.VALUES_FIELD_NUMBER) {
        items.add(read(in, draft, depth));
      } else {
        in.skip();
      }
    }
    in.close(opened);
    return items;
  }

  private static Map<String, @Nullable Object> object(ProtoReader in, Draft draft, int depth)
      throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int opened = in.open();
    while (in.next()) {
      if (in.field() == KeyValueList.VALUES_FIELD_NUMBER) {
        keyValue(in, draft, depth, object);
      } else {
        in.skip();
      }
    }
    in.close(opened);
    return object;
  }

  private static void keyValue(
      ProtoReader in, Draft draft, int depth, Map<String, @Nullable Object> into)
      throws IOException {
    String key = "";
    Object value = null;
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case KeyValue.KEY_FIELD_NUMBER -> key = in.text(draft);
        case KeyValue.VALUE_FIELD_NUMBER -> value = read(in, draft, depth);
        default -> in.skip();
      }
    }
    in.close(opened);
    into.put(key, value);
  }
}
