package io.impuls.contracts.event;

/**
 * The page an event happened on.
 *
 * @param url absolute address
 * @param path path of the address, always set when {@code url} can be read
 * @param title title, if sent
 * @param referrer address of the page before, if sent
 * @param viewId the client's id of this view of the page, which ties later events to it; null when
 *     not sent
 * @param activeSeconds how long the page was in sight and used in this view, in seconds, up to the
 *     event; null when not measured
 */
public record Page(
    String url, String path, String title, String referrer, String viewId, Long activeSeconds) {

  /** Makes a page without a measured view. */
  public Page(String url, String path, String title, String referrer) {
    this(url, path, title, referrer, null, null);
  }
}
