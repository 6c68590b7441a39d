package io.impuls.tracking.collector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Reads one event from its bytes, streaming and bounded, by the fields of some protocol. */
public final class SliceReader {

  /** What a protocol makes of the object of one event. */
  public interface Fields {

    /** Reads the object that the parser stands on, to its end. */
    Draft read() throws IOException, RefusedException;

    /** The sender's id of the event, as far as it has been read; null before. */
    String id();
  }

  /** What is made of an object that the parser stands on. */
  private interface Content<T> {
    T read(BoundedReader in) throws IOException, RefusedException;
  }

  /**
   * Names in events are the sender's: interning them would let a stranger fill the JVM's table. The
   * factory's own table of names is bounded, and without it a lenient decoder would be used.
   */
  private static final JsonFactory FACTORY =
      ((JsonFactoryBuilder) JsonFactory.builder())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(100).build())
          .build();

  private SliceReader() {}

  /** Reads the event at {@code slice} of {@code body}; never throws, whatever stands there. */
  public static Reading read(
      byte[] body, Slice slice, Limits limits, Function<BoundedReader, Fields> protocol) {
    if (slice.length() > limits.eventBytes()) {
      String detail = "the event must not have more than %d bytes".formatted(limits.eventBytes());
      return new Reading.Refused(new Refusal(RejectionReason.TOO_LARGE, "", detail), null);
    }
    Fields[] begun = new Fields[1];
    try {
      return new Reading.Read(
          object(
              body,
              slice,
              limits,
              in -> {
                begun[0] = protocol.apply(in);
                return begun[0].read();
              }));
    } catch (RefusedException e) {
      return new Reading.Refused(e.refusal(), begun[0] == null ? null : begun[0].id());
    }
  }

  /**
   * Reads an object of any shape, without nulls.
   *
   * @throws RefusedException when it is none, not JSON, or beyond the limits
   */
  public static Map<String, Object> map(byte[] body, Slice slice, Limits limits)
      throws RefusedException {
    if (slice.length() > limits.eventBytes()) {
      throw refused(
          RejectionReason.TOO_LARGE,
          "must not have more than %d bytes".formatted(limits.eventBytes()));
    }
    return object(body, slice, limits, in -> in.map(""));
  }

  /** Gives the text at {@code slice}; null when there stands anything else. */
  public static String text(byte[] body, Slice slice) {
    try (JsonParser parser = FACTORY.createParser(body, slice.from(), slice.length())) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static <T> T object(byte[] body, Slice slice, Limits limits, Content<T> content)
      throws RefusedException {
    try (JsonParser parser = FACTORY.createParser(body, slice.from(), slice.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused(RejectionReason.MALFORMED, "an event must be a JSON object");
      }
      T found = content.read(new BoundedReader(parser, limits));
      if (parser.nextToken() != null) {
        throw refused(RejectionReason.MALFORMED, "something follows the event's last bracket");
      }
      return found;
    } catch (StreamConstraintsException e) {
      throw refused(RejectionReason.TOO_LARGE, "a number is too long or levels are too deep");
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw refused(
          RejectionReason.MALFORMED,
          at < 0 ? "not JSON" : "not JSON at byte %d of the event".formatted(at));
    } catch (IOException e) {
      throw refused(RejectionReason.MALFORMED, "not JSON in UTF-8");
    }
  }

  /**
   * Finds a text at the top level of an object whose limits are not known yet, such as its write
   * key. Gives null when there is none, or the object cannot be read that far.
   */
  public static String topLevelText(byte[] body, Slice slice, String field) {
    try (JsonParser parser = FACTORY.createParser(body, slice.from(), slice.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(field)) {
          return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private static RefusedException refused(RejectionReason reason, String detail) {
    return new RefusedException(new Refusal(reason, "", detail));
  }
}
