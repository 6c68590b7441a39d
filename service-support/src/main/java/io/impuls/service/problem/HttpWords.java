package io.impuls.service.problem;

/** What a caller can do about a status that the framework gave. */
final class HttpWords {

  private HttpWords() {}

  static String detail(int status) {
    return switch (status) {
      case 400 -> "The request could not be understood";
      case 404 -> "There is nothing at this address";
      case 405 -> "This address does not know this method";
      case 406 -> "This address answers application/json";
      case 413 -> "The body is too large";
      case 415 -> "Send the body as application/json";
      default -> null;
    };
  }
}
