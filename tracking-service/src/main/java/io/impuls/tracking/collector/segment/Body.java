package io.impuls.tracking.collector.segment;

import com.fasterxml.jackson.databind.node.TextNode;
import io.impuls.tracking.collector.domain.Envelope;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.IsoTimes;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request's body, cut into messages but not read yet.
 *
 * @param bytes the body
 * @param call what the path calls; null for batches
 * @param envelope what stands around the messages
 * @param slices where the messages stand
 * @param key the write key; null without one
 */
record Body(byte[] bytes, Call call, Envelope envelope, List<Slice> slices, String key) {

  private static final String KEY = "writeKey";
  private static final String CONTEXT = "context";
  private static final String INTEGRATIONS = "integrations";
  private static final String SENT_AT = "sentAt";

  /** What a batch says once for all of its messages. */
  static final List<String> SHARED = List.of(CONTEXT, INTEGRATIONS, SENT_AT);

  /** The device by the library's cookie, where the request is written down. */
  static final String DEVICE = "anonymousId";

  /** Messages in which a key is looked for: the clients that send it there send it in each. */
  private static final int LOOKED_AT = 3;

  /** Cuts a body; empty when it can be no call and no batch. */
  static Optional<Body> of(IntakeRequest request, int mostMessages) {
    byte[] bytes = request.body();
    Call call = Call.ofPath(request.path()).orElse(null);
    return Envelope.of(bytes, call == null ? "batch" : "", mostMessages)
        .filter(envelope -> call != null || envelope.events() != null)
        .map(
            envelope -> {
              List<Slice> slices =
                  call == null
                      ? envelope.events()
                      : List.of(new Slice(envelope.from(), bytes.length));
              return new Body(bytes, call, envelope, slices, key(request, envelope, slices));
            });
  }

  /** The header comes first, then the envelope, then the messages. */
  private static String key(IntakeRequest request, Envelope envelope, List<Slice> slices) {
    String ofHeader = WriteKey.ofHeader(request.header("authorization"));
    if (ofHeader != null) {
      return ofHeader;
    }
    Slice member = envelope.members().get(KEY);
    String ofEnvelope = member == null ? null : SliceReader.text(request.body(), member);
    return ofEnvelope != null
        ? ofEnvelope
        : slices.stream()
            .limit(LOOKED_AT)
            .map(slice -> SliceReader.topLevelText(request.body(), slice, KEY))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  boolean single() {
    return call != null;
  }

  boolean tooMany() {
    return envelope.tooMany();
  }

  /** Whether the body could be followed to its end. */
  boolean whole() {
    return envelope.whole();
  }

  /** Bytes of what stands once for all messages, as if it stood in each: so much is stored. */
  long sharedBytes() {
    return Stream.of(CONTEXT, INTEGRATIONS)
        .map(envelope.members()::get)
        .filter(Objects::nonNull)
        .mapToLong(member -> (long) member.length() * slices.size())
        .sum();
  }

  /**
   * Reads what stands once for all messages; nothing does in a single call.
   *
   * @throws RefusedException when it cannot be read
   */
  Shared shared(Limits allowed, String anonymousId, boolean secretKey) throws RefusedException {
    if (single()) {
      return new Shared(call, Facts.NONE, Facts.NONE, null, anonymousId, secretKey);
    }
    Slice sent = envelope.members().get(SENT_AT);
    String sentAt = sent == null ? null : SliceReader.text(bytes, sent);
    return new Shared(
        null,
        facts(CONTEXT, allowed),
        facts(INTEGRATIONS, allowed),
        sentAt == null ? null : IsoTimes.of(sentAt).orElse(null),
        anonymousId,
        secretKey);
  }

  /**
   * Gives what a message needs of its request to be read again: a JSON object of what stands once
   * for all, and of the device by the library's cookie, which may be null; null for nothing.
   */
  String around(String device) {
    List<String> members = new ArrayList<>();
    for (String name : SHARED) {
      Slice member = single() ? null : envelope.members().get(name);
      if (member != null) {
        String sent = new String(bytes, member.from(), member.length(), StandardCharsets.UTF_8);
        members.add("\"" + name + "\":" + sent);
      }
    }
    if (device != null) {
      members.add("\"" + DEVICE + "\":" + TextNode.valueOf(device));
    }
    return members.isEmpty() ? null : "{" + String.join(",", members) + "}";
  }

  /** What is no object, such as the empty list of some languages, says nothing. */
  private Facts facts(String name, Limits allowed) throws RefusedException {
    Slice member = envelope.members().get(name);
    return member == null || bytes[member.from()] != '{'
        ? Facts.NONE
        : new Facts(SliceReader.map(bytes, member, allowed));
  }
}
