package io.impuls.tracking.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.topic.JsonSerde;
import io.impuls.tracking.resolver.domain.ActiveTime;
import io.impuls.tracking.resolver.domain.Cart;
import io.impuls.tracking.resolver.domain.CartStep;
import io.impuls.tracking.resolver.domain.Entry;
import io.impuls.tracking.resolver.domain.Footprint;
import io.impuls.tracking.resolver.domain.Interests;
import io.impuls.tracking.resolver.domain.Sight;
import io.impuls.tracking.resolver.domain.Visit;
import io.impuls.tracking.resolver.domain.VisitFacts;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is read is what was written, packed today or as JSON by an earlier release. */
class VisitBytesTest {

  @Property(tries = 1_000)
  void aVisitIsReadAsItWasWritten(@ForAll Random random) {
    Visit visit = new Drawn(random).visit();

    assertThat(VisitBytes.visit(VisitBytes.of(visit))).isEqualTo(visit);
  }

  @Property(tries = 1_000)
  void aFootprintIsReadAsItWasWritten(@ForAll Random random) {
    Footprint footprint = new Drawn(random).footprint();

    assertThat(VisitBytes.footprint(VisitBytes.of(footprint))).isEqualTo(footprint);
  }

  @Property(tries = 100)
  void theOrderOfInterestsStays(@ForAll Random random) {
    Interests interests = new Drawn(random).visit().facts().interests();
    byte[] row = PackedWriter.row((byte) 7, out -> out.interests(interests));

    Interests read = new PackedReader(row, (byte) 7).interests();

    assertThat(List.copyOf(read.products().keySet()))
        .isEqualTo(List.copyOf(interests.products().keySet()));
    assertThat(List.copyOf(read.categories())).isEqualTo(List.copyOf(interests.categories()));
  }

  @Property(tries = 100)
  void rowsOfEarlierReleasesAreRead(@ForAll Random random) {
    Visit visit = new Drawn(random).visit();
    Footprint footprint = new Drawn(random).footprint();

    byte[] visitJson = JsonSerde.of(Visit.class).serialize("devices", visit);
    byte[] footprintJson = JsonSerde.of(Footprint.class).serialize("devices", footprint);

    assertThat(VisitBytes.visit(visitJson)).isEqualTo(visit);
    assertThat(VisitBytes.footprint(footprintJson)).isEqualTo(footprint);
  }

  @Test
  void rowsOfLaterReleasesAreRefused() {
    assertThatIllegalStateException().isThrownBy(() -> VisitBytes.visit(new byte[] {2, 0, 0}));
  }

  /** Draws values; each that may be missing sometimes is. */
  private record Drawn(Random random) {

    Visit visit() {
      return new Visit(
          some(1, () -> new Visit.Name(place(), id(), random.nextInt(3))),
          new VisitFacts(
              place(),
              place(),
              instant(),
              instant(),
              source(),
              random.nextInt(3_000),
              random.nextInt(3_000),
              random.nextBoolean(),
              new Entry(
                  random.nextBoolean(),
                  maybe(this::text),
                  maybe(this::text),
                  maybe(this::text),
                  maybe(this::origin),
                  maybe(this::origin)),
              new TreeSet<>(some(0, random::nextLong)),
              some(0, () -> new VisitFacts.View(random.nextLong(), instant())),
              new ActiveTime(
                  byText(
                      () -> new ActiveTime.OfView(random.nextInt(90_000), random.nextInt(90_000)))),
              interests(),
              new Cart(some(0, this::product))),
          random.nextBoolean());
    }

    Footprint footprint() {
      return new Footprint(
          place(),
          instant(),
          source(),
          one(Footprint.Act.values()),
          maybe(random::nextLong),
          maybe(this::text),
          maybe(this::origin),
          maybe(this::text),
          maybe(this::text),
          maybe(() -> new Sight(text(), random.nextInt(90_000), random.nextBoolean())),
          interests(),
          maybe(() -> new CartStep(one(CartStep.Kind.values()), some(0, this::product))),
          random.nextBoolean());
    }

    private Interests interests() {
      return new Interests(
          byText(this::text), new LinkedHashSet<>(some(0, this::text)), random.nextBoolean());
    }

    private Product product() {
      return new Product(
          maybe(this::text),
          maybe(this::text),
          maybe(this::text),
          maybe(this::text),
          maybe(this::decimal),
          maybe(this::decimal),
          maybe(this::text));
    }

    private Source source() {
      return new Source(text(), one(Source.Kind.values()));
    }

    private VisitSource origin() {
      return new VisitSource(
          one(VisitSource.Kind.values()), maybe(this::text), maybe(this::text), maybe(this::text));
    }

    private Place place() {
      return new Place(instant(), id());
    }

    private Instant instant() {
      return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private UUID id() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private BigDecimal decimal() {
      return new BigDecimal(new BigInteger(1 + random.nextInt(80), random), random.nextInt(7));
    }

    private String text() {
      return one("", "coat", "płaszcz", "\u0000|\"{", "🧥", "x".repeat(500)) + random.nextInt(100);
    }

    @SafeVarargs
    private <T> T one(T... values) {
      return values[random.nextInt(values.length)];
    }

    private <T> T maybe(Supplier<T> value) {
      return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(int least, Supplier<T> value) {
      List<T> values = new ArrayList<>();
      for (int left = least + random.nextInt(5); left > 0; left--) {
        values.add(value.get());
      }
      return values;
    }

    private <T> Map<String, T> byText(Supplier<T> value) {
      Map<String, T> map = new LinkedHashMap<>();
      some(0, this::text).forEach(key -> map.put(key, value.get()));
      return map;
    }
  }
}
