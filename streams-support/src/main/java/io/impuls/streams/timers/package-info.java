/** Time as data: the event-time watermark of a partition, and timers that it fires. */
package io.impuls.streams.timers;
