package io.impuls.embedded.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void namesTheSubjectTheirRolesAndTheirWorkspaceUntilItExpires() throws Exception {
    TokenIssuer issuer = TokenIssuer.temporary(() -> NOW);

    String token =
        issuer.token("ann", WORKSPACE, Set.of("viewer", "marketer"), Duration.ofHours(1));

    JsonNode claims = Json.mapper().readTree(decoded(token.split("\\.")[1]));
    assertThat(claims.get("iss").asText()).isEqualTo("https://impuls.local");
    assertThat(claims.get("aud").get(0).asText()).isEqualTo("impuls");
    assertThat(claims.get("sub").asText()).isEqualTo("ann");
    assertThat(claims.get("groups").toString()).isEqualTo("[\"marketer\",\"viewer\"]");
    assertThat(claims.get("workspace").asText()).isEqualTo(WORKSPACE.toString());
    assertThat(claims.get("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.get("exp").asLong()).isEqualTo(NOW.plusSeconds(3600).getEpochSecond());
  }

  @Test
  void signsSoThatThePublicKeyVerifies() throws Exception {
    TokenIssuer issuer = TokenIssuer.temporary();

    String[] token = issuer.token("ann", WORKSPACE, Set.of(), Duration.ofHours(1)).split("\\.");

    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new X509EncodedKeySpec(Base64.getDecoder().decode(issuer.publicKey()))));
    verifier.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(decoded(token[2]))).isTrue();
  }

  @Test
  void keepsItsKeyBetweenRunsForItsOwnerOnly(@TempDir Path directory) throws Exception {
    String first = TokenIssuer.in(directory).publicKey();

    assertThat(TokenIssuer.in(directory).publicKey()).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(directory.resolve("signing-key.pem")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThat(directory).isDirectoryContaining(p -> p.endsWith("signing-key.pem"));
  }

  @Test
  void saysWhichFileHoldsNoKey(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("signing-key.pem"), "nonsense");

    assertThatThrownBy(() -> TokenIssuer.in(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("no PUBLIC KEY");
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
