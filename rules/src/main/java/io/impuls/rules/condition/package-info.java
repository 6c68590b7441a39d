/**
 * The condition language: read from JSON with errors that say where and what to write, compiled to
 * a tree over typed event fields, and explained with the actual values.
 */
package io.impuls.rules.condition;
