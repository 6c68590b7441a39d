/**
 * Patterns of addresses and categories, and which of very many fit a text: each in time in
 * proportion to the text.
 */
package io.impuls.rules.pattern;
