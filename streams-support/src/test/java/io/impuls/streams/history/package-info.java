/** Retained events, read again. */
package io.impuls.streams.history;
