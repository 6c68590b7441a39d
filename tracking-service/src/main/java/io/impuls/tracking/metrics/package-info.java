/** What operators count, in Micrometer. */
package io.impuls.tracking.metrics;
