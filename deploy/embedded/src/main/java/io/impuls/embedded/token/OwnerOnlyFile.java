package io.impuls.embedded.token;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file that nobody but its owner reads, made once. */
final class OwnerOnlyFile {

  private OwnerOnlyFile() {}

  /** Gives the file's text; makes it of {@code content} where there is no such file. */
  static String loadOrMake(Path file, Supplier<String> content) throws IOException {
    if (!Files.exists(file)) {
      make(file, content.get());
    }
    return Files.readString(file);
  }

  /** Writes beside the file and moves, so that two starts at once agree on one text. */
  private static void make(Path file, String content) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path written = Files.createTempFile(directory, "made", ".tmp", permissions());
    try {
      Files.writeString(written, content);
      try {
        Files.createLink(file, written);
      } catch (UnsupportedOperationException e) {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        // another process was faster: its text is the one
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static FileAttribute<?>[] permissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
