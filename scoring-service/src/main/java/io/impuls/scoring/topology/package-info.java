/** The stream topology of scoring: events in, score changes and decisions out, three stores. */
package io.impuls.scoring.topology;
