package io.impuls.embedded.stack;

import io.impuls.embedded.process.ChildFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one stack run in a directory. The system lets go of it when the process ends, however. */
final class StackLock implements AutoCloseable {

  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws ChildFailed when a stack runs there
   */
  static StackLock take(Path file) {
    FileChannel channel = null;
    try {
      Files.createDirectories(file.getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locks(channel)) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new StackLock(channel);
      }
      channel.close();
      throw new ChildFailed(
          "a stack already runs here (process %s): stop it with Ctrl-C in its terminal"
              .formatted(Files.readString(file)));
    } catch (IOException e) {
      throw new ChildFailed("the lock " + file + " cannot be taken: " + e.getMessage(), e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // another stack in this very process
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the end of the process lets go of it
    }
  }
}
