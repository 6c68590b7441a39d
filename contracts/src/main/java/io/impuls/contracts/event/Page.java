package io.impuls.contracts.event;

/**
 * The page an event happened on.
 *
 * @param url absolute address
 * @param path path of the address, always set when {@code url} can be read
 * @param title title, if sent
 * @param referrer address of the page before, if sent
 */
public record Page(String url, String path, String title, String referrer) {}
