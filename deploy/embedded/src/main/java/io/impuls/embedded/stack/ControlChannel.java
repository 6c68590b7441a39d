package io.impuls.embedded.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes one-line commands for a running stack on a loopback port. The port and a word that callers
 * must repeat are in a file that only its owner can read.
 */
final class ControlChannel implements AutoCloseable {

  private static final int BACKLOG = 5;
  private static final int READ_MILLIS = 5_000;

  private final ServerSocket socket;
  private final String word = UUID.randomUUID().toString();
  private final Path file;
  private final Function<String, String> handler;

  private ControlChannel(ServerSocket socket, Path file, Function<String, String> handler) {
    this.socket = socket;
    this.file = file;
    this.handler = handler;
  }

  /**
   * Opens the channel.
   *
   * @param file where callers find it
   * @param handler answers a command with a line; a failure's message is the answer too
   */
  static ControlChannel open(Path file, Function<String, String> handler) throws IOException {
    ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    ControlChannel channel = new ControlChannel(socket, file, handler);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, socket.getLocalPort() + " " + channel.word);
    Thread thread = new Thread(channel::serve, "control");
    thread.setDaemon(true);
    thread.start();
    return channel;
  }

  /**
   * Sends a command to the stack whose channel {@code file} describes, and gives its answer: {@code
   * ok} or {@code failed}, a blank, and a message.
   *
   * @throws IOException when no stack answers
   */
  static String call(Path file, String command) throws IOException {
    String[] place = Files.readString(file).split(" ");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(place[0]));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader in = reader(socket)) {
      out.println(place[1] + " " + command);
      String answer = in.readLine();
      if (answer == null) {
        throw new IOException("no answer");
      }
      return answer;
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        // one thread each: a stop may take its whole grace
        Thread thread = new Thread(() -> answer(caller), "control-call");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // closed, or a caller that went away
      }
    }
  }

  private void answer(Socket caller) {
    try (caller;
        PrintWriter out = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader in = reader(caller)) {
      caller.setSoTimeout(READ_MILLIS);
      String line = in.readLine();
      if (line == null || !line.startsWith(word + " ")) {
        return;
      }
      String answer;
      try {
        answer = "ok " + handler.apply(line.substring(word.length() + 1));
      } catch (RuntimeException e) {
        answer = "failed " + e.getMessage();
      }
      out.println(answer.replace('\n', ' '));
    } catch (IOException e) {
      // a caller that went away needs no answer
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      socket.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // the end of the process closes it
    }
  }
}
