package io.impuls.demo.history;

import java.util.Map;

/**
 * One line of a file.
 *
 * @param number where it begins, counted from 1 with the header
 * @param fields column to text
 * @param whole whether it has as many fields as the header
 */
record CsvLine(long number, Map<String, String> fields, boolean whole) {

  /** Gives a field; empty where it is missing. */
  String field(String column) {
    return fields.getOrDefault(column, "");
  }
}
