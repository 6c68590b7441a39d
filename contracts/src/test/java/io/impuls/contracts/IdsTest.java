package io.impuls.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.event.Identity;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @Test
  void givesNameBasedIdsOfVersionFiveThatDependOnEveryPart() {
    UUID id = Ids.event(WORKSPACE, "shop", "order-1");

    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Ids.event(WORKSPACE, "shop", "order-1")).isEqualTo(id);
    assertThat(Ids.event(WORKSPACE, "site", "order-1")).isNotEqualTo(id);
    assertThat(Ids.event(WORKSPACE, "shop", "order-2")).isNotEqualTo(id);
    assertThat(Ids.event(new UUID(0, 2), "shop", "order-1")).isNotEqualTo(id);
  }

  @Test
  void ordersIdsAsUnsignedBytesUnlikeJava() {
    UUID low = UUID.fromString("7fffffff-0000-5000-8000-000000000000");
    UUID high = UUID.fromString("80000000-0000-5000-8000-000000000000");

    assertThat(Ids.compareUnsigned(low, high)).isNegative();
    assertThat(low.compareTo(high)).isPositive();
  }

  @Test
  void keysIntakeByTheDeviceBeforeTheStrongestName() {
    Identity both = new Identity("v1", "a1", "u1", "a@example.test", null);

    assertThat(both.intakeKey()).hasValue(new Identifier(Identifier.Kind.VISITOR, "v1"));
    assertThat(new Identity(null, null, null, "a@example.test", "+48123").intakeKey())
        .hasValue(new Identifier(Identifier.Kind.EMAIL, "a@example.test"));
    assertThat(Identity.NONE.intakeKey()).isEmpty();
  }

  @Test
  void aRecipientIsThatPersonAndNobodyElse() {
    UUID anna = UUID.fromString("6f1d9c7e-2b7a-5c3e-9a51-0d7c1f4b8e21");

    assertThat(Ids.person(WORKSPACE, new Identifier(Identifier.Kind.RECIPIENT, anna.toString())))
        .isEqualTo(anna);
    assertThat(Ids.person(WORKSPACE, new Identifier(Identifier.Kind.RECIPIENT, "anna")).version())
        .isEqualTo(5);
  }

  @Test
  void pointsAreExactToAThousandth() {
    assertThat(Points.of(new BigDecimal("0.125"))).isEqualTo(new Points(125));
    assertThat(new Points(25_000).toString()).isEqualTo("25");
    assertThat(new Points(-500).toString()).isEqualTo("-0.5");
    assertThatThrownBy(() -> Points.of(new BigDecimal("0.0005")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Points(Long.MAX_VALUE).plus(new Points(1)))
        .isInstanceOf(ArithmeticException.class);
  }
}
