/** Reads the retained events again, beside the streams and at a pace that lets them live. */
package io.impuls.streams.history;
