package io.impuls.embedded.token;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * An RSA key pair in a directory: {@code signing-key.pem}, for its owner only, holds both halves.
 */
final class KeyFiles {

  private static final int BITS = 2048;
  private static final String FILE = "signing-key.pem";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private final Path directory;

  KeyFiles(Path directory) {
    this.directory = directory;
  }

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform makes RSA keys", e);
    }
  }

  KeyPair loadOrMake() throws IOException {
    Path file = directory.resolve(FILE);
    String pem = OwnerOnlyFile.loadOrMake(file, KeyFiles::made);
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      return new KeyPair(
          rsa.generatePublic(new X509EncodedKeySpec(section(pem, PUBLIC))),
          rsa.generatePrivate(new PKCS8EncodedKeySpec(section(pem, PRIVATE))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " holds no RSA key pair; remove it to have a new one made", e);
    }
  }

  private static String made() {
    KeyPair pair = generate();
    return pem(PRIVATE, pair.getPrivate().getEncoded())
        + pem(PUBLIC, pair.getPublic().getEncoded());
  }

  private static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static byte[] section(String pem, String type) {
    String begin = "-----BEGIN " + type + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + type + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + type);
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
  }
}
