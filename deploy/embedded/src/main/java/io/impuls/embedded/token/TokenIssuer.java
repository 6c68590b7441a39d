package io.impuls.embedded.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes bearer tokens (JWT, RS256) that every service of the stack accepts, and gives the public
 * key that they verify them with. For development and tests: it knows no users and asks for
 * nothing.
 */
public final class TokenIssuer {

  /** Claim {@code iss}: the services accept no other issuer when run embedded. */
  public static final String ISSUER = "https://impuls.local";

  /** Claim {@code aud}: whom the tokens are for. */
  public static final String AUDIENCE = "impuls";

  /** Name of the claim that holds the tenant. */
  public static final String WORKSPACE_CLAIM = "workspace";

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys;
  private final InstantSource clock;

  private TokenIssuer(KeyPair keys, InstantSource clock) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Gives an issuer whose key pair is kept in {@code directory}; it is made there on first use.
   *
   * @throws UncheckedIOException when the directory cannot be read or written
   */
  public static TokenIssuer in(Path directory) {
    try {
      return new TokenIssuer(new KeyFiles(directory).loadOrMake(), InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the signing key in " + directory, e);
    }
  }

  /** Gives an issuer with a fresh key pair that nothing keeps. */
  public static TokenIssuer temporary() {
    return temporary(InstantSource.system());
  }

  /** Gives an issuer with a fresh key pair whose tokens are dated by {@code clock}. */
  public static TokenIssuer temporary(InstantSource clock) {
    return new TokenIssuer(KeyFiles.generate(), clock);
  }

  /**
   * Makes a token.
   *
   * @param subject who acts; claim {@code sub}
   * @param workspace the tenant in which they act
   * @param roles any of {@code viewer}, {@code marketer}, {@code operator}; claim {@code groups}
   * @param ttl how long it is valid from now on
   */
  public String token(String subject, UUID workspace, Set<String> roles, Duration ttl) {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", List.of(AUDIENCE));
    claims.put("sub", Objects.requireNonNull(subject, "subject"));
    claims.put("groups", List.copyOf(new TreeSet<>(roles)));
    claims.put(WORKSPACE_CLAIM, workspace.toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(ttl).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    String content = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
    return content + "." + URL.encodeToString(sign(content));
  }

  /** Gives the public key as one line: the base64 of its X.509 form, the body of a PEM file. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }

  private byte[] sign(String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform signs RS256", e);
    }
  }

  private static String part(Map<String, Object> fields) {
    try {
      return URL.encodeToString(Json.mapper().writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a token part is plain text and numbers", e);
    }
  }
}
