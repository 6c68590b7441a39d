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
      return refused(
          RejectionReason.TOO_LARGE,
          "the event must not have more than %d bytes".formatted(limits.eventBytes()),
          null);
    }
    Fields fields = null;
    try (JsonParser parser = FACTORY.createParser(body, slice.from(), slice.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused(RejectionReason.MALFORMED, "an event must be a JSON object", null);
      }
      fields = protocol.apply(new BoundedReader(parser, limits));
      Draft draft = fields.read();
      if (parser.nextToken() != null) {
        return refused(
            RejectionReason.MALFORMED, "something follows the event's last bracket", fields.id());
      }
      return new Reading.Read(draft);
    } catch (RefusedException e) {
      return new Reading.Refused(e.refusal(), id(fields));
    } catch (StreamConstraintsException e) {
      return refused(
          RejectionReason.TOO_LARGE, "a number is too long or levels are too deep", id(fields));
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      return refused(
          RejectionReason.MALFORMED,
          at < 0 ? "not JSON" : "not JSON at byte %d of the event".formatted(at),
          id(fields));
    } catch (IOException e) {
      return refused(RejectionReason.MALFORMED, "not JSON in UTF-8", id(fields));
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

  private static String id(Fields fields) {
    return fields == null ? null : fields.id();
  }

  private static Reading refused(RejectionReason reason, String detail, String clientId) {
    return new Reading.Refused(new Refusal(reason, "", detail), clientId);
  }
}
