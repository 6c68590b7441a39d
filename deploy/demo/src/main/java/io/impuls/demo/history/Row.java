package io.impuls.demo.history;

/**
 * One event to be.
 *
 * @param number its number within the run, from 1
 * @param line line of the file at which it begins
 * @param json the event; null where it cannot be one
 * @param fault why it cannot; null where it can
 */
record Row(long number, long line, String json, String fault) {}
