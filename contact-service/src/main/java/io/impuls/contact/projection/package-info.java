/** Applies events, score changes and tag changes to cards and timelines. */
package io.impuls.contact.projection;
