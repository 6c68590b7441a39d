/** The stream topology of scoring: events in, score changes and decisions out, its stores. */
package io.impuls.scoring.topology;
