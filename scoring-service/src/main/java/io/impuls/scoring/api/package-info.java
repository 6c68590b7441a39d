/** The REST interface: plans, scores and their reasons, and the people with most points. */
package io.impuls.scoring.api;
