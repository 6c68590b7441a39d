package io.impuls.tracking.collector.webhook;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** A certificate made for a test, as X.509 has it in DER; a chain is two of them. */
final class TestCertificate {

  private static final byte[] SHA256_WITH_RSA = {
    0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x0B
  };
  private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private TestCertificate() {}

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(
      String subject, PublicKey key, String issuer, PrivateKey by, Instant from, Instant to) {
    byte[] algorithm = sequence(SHA256_WITH_RSA, new byte[] {0x05, 0});
    byte[] content =
        sequence(
            tag(0xA0, tag(0x02, new byte[] {2})),
            tag(0x02, BigInteger.valueOf(4711).toByteArray()),
            algorithm,
            name(issuer),
            sequence(time(from), time(to)),
            name(subject),
            key.getEncoded());
    byte[] certificate =
        sequence(content, algorithm, tag(0x03, joined(new byte[] {0}, signature(content, by))));
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static byte[] signature(byte[] content, PrivateKey by) {
    try {
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initSign(by);
      rsa.update(content);
      return rsa.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] name(String name) {
    byte[] text = tag(0x0C, name.getBytes(StandardCharsets.UTF_8));
    return sequence(tag(0x31, sequence(COMMON_NAME, text)));
  }

  private static byte[] time(Instant time) {
    return tag(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sequence(byte[]... parts) {
    return tag(0x30, joined(parts));
  }

  private static byte[] tag(int tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return joined(head, content);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
