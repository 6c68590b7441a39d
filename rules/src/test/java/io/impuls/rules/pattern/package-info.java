/** Patterns of addresses and categories, alone and many at once. */
package io.impuls.rules.pattern;
