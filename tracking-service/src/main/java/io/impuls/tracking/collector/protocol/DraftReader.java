package io.impuls.tracking.collector.protocol;

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

/** Reads one event of the native protocol from bytes, streaming, into a {@link Draft}. */
final class DraftReader {

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

  private DraftReader() {}

  /** Reads the event at {@code slice} of {@code body}. */
  static Reading read(byte[] body, Slice slice, Limits limits) {
    if (slice.length() > limits.eventBytes()) {
      return refused(
          RejectionReason.TOO_LARGE,
          "the event must not have more than %d bytes".formatted(limits.eventBytes()),
          null);
    }
    DraftFields fields = null;
    try (JsonParser parser = FACTORY.createParser(body, slice.from(), slice.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused(RejectionReason.MALFORMED, "an event must be a JSON object", null);
      }
      fields = new DraftFields(new BoundedReader(parser, limits));
      Draft draft = fields.read();
      if (parser.nextToken() != null) {
        return refused(
            RejectionReason.MALFORMED, "something follows the event's last bracket", fields.id());
      }
      return new Reading.Read(draft);
    } catch (RefusedException e) {
      return new Reading.Refused(e.refusal(), fields == null ? null : fields.id());
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
   * Finds the write key of an event whose limits are not known yet: its top-level {@code writeKey}.
   * Gives null when there is none, or the event cannot be read that far.
   */
  static String writeKey(byte[] body, Slice slice) {
    try (JsonParser parser = FACTORY.createParser(body, slice.from(), slice.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("writeKey")) {
          return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String id(DraftFields fields) {
    return fields == null ? null : fields.id();
  }

  private static Reading refused(RejectionReason reason, String detail, String clientId) {
    return new Reading.Refused(new Refusal(reason, "", detail), clientId);
  }
}
