package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.topic.JsonSerde;
import io.impuls.tracking.resolver.domain.ActiveTime;
import io.impuls.tracking.resolver.domain.Cart;
import io.impuls.tracking.resolver.domain.CartStep;
import io.impuls.tracking.resolver.domain.Entry;
import io.impuls.tracking.resolver.domain.Footprint;
import io.impuls.tracking.resolver.domain.Sight;
import io.impuls.tracking.resolver.domain.Visit;
import io.impuls.tracking.resolver.domain.VisitFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rows of visits and of what events leave in them, which each event reads and writes: packed, as
 * JSON of them took a seventh of the resolver. Rows of earlier releases are JSON and still read.
 */
final class VisitBytes {

  private static final byte FORMAT = 1;
  private static final byte JSON = '{';

  private static final JsonSerde<Visit> VISITS = JsonSerde.of(Visit.class);
  private static final JsonSerde<Footprint> FOOTPRINTS = JsonSerde.of(Footprint.class);

  private VisitBytes() {}

  static byte[] of(Visit visit) {
    return PackedWriter.row(
        FORMAT,
        out -> {
          out.all(
              visit.names(),
              name -> {
                out.place(name.opened());
                out.id(name.sessionId());
                out.number(name.revision());
              });
          facts(out, visit.facts());
          out.flag(visit.changed());
        });
  }

  static Visit visit(byte[] row) {
    if (row[0] == JSON) {
      return VISITS.deserialize(ResolverStores.DEVICES, row);
    }
    PackedReader in = new PackedReader(row, FORMAT);
    List<Visit.Name> names = in.all(() -> new Visit.Name(in.place(), in.id(), in.count()));
    return new Visit(names, facts(in), in.flag());
  }

  static byte[] of(Footprint footprint) {
    return PackedWriter.row(
        FORMAT,
        out -> {
          out.place(footprint.place());
          out.instant(footprint.receivedAt());
          out.source(footprint.source());
          out.text(footprint.act().name());
          out.optional(footprint.url(), out::fixed);
          out.text(footprint.path());
          out.optional(footprint.origin(), out::origin);
          out.text(footprint.click());
          out.text(footprint.phrase());
          out.optional(footprint.sight(), sight -> sight(out, sight));
          out.optional(footprint.interests(), out::interests);
          out.optional(footprint.cart(), step -> step(out, step));
          out.flag(footprint.repeated());
        });
  }

  static Footprint footprint(byte[] row) {
    if (row[0] == JSON) {
      return FOOTPRINTS.deserialize(ResolverStores.DEVICES, row);
    }
    PackedReader in = new PackedReader(row, FORMAT);
    return new Footprint(
        in.place(),
        in.instant(),
        in.source(),
        Footprint.Act.valueOf(in.text()),
        in.optional(in::fixed),
        in.text(),
        in.optional(in::origin),
        in.text(),
        in.text(),
        in.optional(() -> new Sight(in.text(), in.number(), in.flag())),
        in.optional(in::interests),
        in.optional(() -> new CartStep(CartStep.Kind.valueOf(in.text()), in.all(in::product))),
        in.flag());
  }

  private static void facts(PackedWriter out, VisitFacts facts) {
    out.place(facts.first());
    out.place(facts.last());
    out.instant(facts.endedAt());
    out.instant(facts.receivedAt());
    out.source(facts.source());
    out.number(facts.events());
    out.number(facts.steps());
    out.flag(facts.loggedOut());
    entry(out, facts.entry());
    out.all(facts.pages(), out::fixed);
    out.all(
        facts.recent(),
        view -> {
          out.fixed(view.url());
          out.instant(view.at());
        });
    out.all(
        facts.active().views().entrySet(),
        view -> {
          out.text(view.getKey());
          out.number(view.getValue().reached());
          out.number(view.getValue().beaten());
        });
    out.interests(facts.interests());
    out.all(facts.cart().lines(), out::product);
  }

  private static VisitFacts facts(PackedReader in) {
    return new VisitFacts(
        in.place(),
        in.place(),
        in.instant(),
        in.instant(),
        in.source(),
        in.count(),
        in.count(),
        in.flag(),
        entry(in),
        new TreeSet<>(in.all(in::fixed)),
        in.all(() -> new VisitFacts.View(in.fixed(), in.instant())),
        new ActiveTime(views(in)),
        in.interests(),
        new Cart(in.all(in::product)));
  }

  private static Map<String, ActiveTime.OfView> views(PackedReader in) {
    int count = in.count();
    Map<String, ActiveTime.OfView> views = new HashMap<>();
    for (int i = 0; i < count; i++) {
      views.put(in.text(), new ActiveTime.OfView(in.number(), in.number()));
    }
    return views;
  }

  private static void entry(PackedWriter out, Entry entry) {
    out.flag(entry.viewed());
    out.text(entry.landing());
    out.text(entry.click());
    out.text(entry.phrase());
    out.optional(entry.first(), out::origin);
    out.optional(entry.last(), out::origin);
  }

  private static Entry entry(PackedReader in) {
    return new Entry(
        in.flag(),
        in.text(),
        in.text(),
        in.text(),
        in.optional(in::origin),
        in.optional(in::origin));
  }

  private static void sight(PackedWriter out, Sight sight) {
    out.text(sight.view());
    out.number(sight.seconds());
    out.flag(sight.soFar());
  }

  private static void step(PackedWriter out, CartStep step) {
    out.text(step.kind().name());
    out.all(step.lines(), out::product);
  }
}
