package io.impuls.contact;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.impuls.embedded.token.TokenIssuer;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,postgres,cassandra"))
class TokenIT {

  private static final String ROUTE = "/v1/projection";

  @Test
  void acceptsATokenOfTheIssuer() {
    with(TestTokens.operator(Events.WORKSPACE)).statusCode(200);
  }

  @Test
  void refusesARequestWithoutOne() {
    unauthorized(given().get(ROUTE).then());
  }

  @Test
  void refusesATamperedToken() {
    String[] parts = TestTokens.viewer(Events.WORKSPACE).split("\\.");
    String[] mighty = TestTokens.operator(Events.WORKSPACE).split("\\.");

    unauthorized(with(parts[0] + "." + mighty[1] + "." + parts[2]));
    unauthorized(with("nonsense"));
  }

  @Test
  void refusesAnExpiredToken() {
    unauthorized(with(TestTokens.expired(Events.WORKSPACE)));
  }

  @Test
  void refusesATokenOfAnotherKey() {
    unauthorized(
        with(
            TokenIssuer.temporary()
                .token("eve", Events.WORKSPACE, Set.of("operator"), Duration.ofHours(1))));
  }

  @Test
  void refusesATokenForAnotherAudienceOrFromAnotherIssuer() throws Exception {
    with(claims().audience("impuls").issuer("https://impuls.local").sign(key())).statusCode(200);

    unauthorized(with(claims().audience("other").issuer("https://impuls.local").sign(key())));
    unauthorized(with(claims().audience("impuls").issuer("https://other.test").sign(key())));
  }

  @Test
  void forbidsWhatTheRolesDoNotAllow() {
    with(TestTokens.viewer(Events.WORKSPACE))
        .statusCode(403)
        .contentType("application/problem+json")
        .body("status", is(403));
    with(TestTokens.token("guest", Events.WORKSPACE)).statusCode(403);
  }

  @Test
  void forbidsATokenWithoutAWorkspace() throws Exception {
    given()
        .header(
            "Authorization",
            "Bearer "
                + Jwt.upn("guest")
                    .groups("viewer")
                    .audience("impuls")
                    .issuer("https://impuls.local")
                    .expiresIn(Duration.ofHours(1))
                    .sign(key()))
        .get("/v1/contacts")
        .then()
        .statusCode(403);
  }

  @Test
  void answersProblemsWhereThereIsNoRouteAndLeavesHealthOpen() {
    given().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
    given().delete("/v1/contacts").then().statusCode(405).contentType("application/problem+json");
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/metrics").then().statusCode(200);
    given().get("/q/openapi").then().statusCode(200);
    // a bearer value that is no token (such as a write key) does no harm where none is asked for
    given().header("Authorization", "Bearer wk_demo").get("/q/health/live").then().statusCode(200);
  }

  private static ValidatableResponse with(String token) {
    return given().header("Authorization", "Bearer " + token).get(ROUTE).then();
  }

  private static void unauthorized(ValidatableResponse answer) {
    answer
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("title", is("Unauthorized"))
        .body("detail", not(equalTo("")));
  }

  private static JwtClaimsBuilder claims() {
    return Jwt.upn("anna")
        .groups("operator")
        .claim("workspace", Events.WORKSPACE.toString())
        .expiresIn(Duration.ofHours(1));
  }

  /** The issuer's own key, to sign what it would not say. */
  private static PrivateKey key() throws Exception {
    TestTokens.issuer();
    String pem =
        Files.readString(Path.of(System.getProperty("impuls.test.keys"), "signing-key.pem"));
    String body =
        pem.substring(
                pem.indexOf("-----BEGIN PRIVATE KEY-----") + 27,
                pem.indexOf("-----END PRIVATE KEY-----"))
            .replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }
}
