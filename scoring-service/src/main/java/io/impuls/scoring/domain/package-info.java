/**
 * What scoring means: compiled plans, the version in force, matches, bands and the score card of a
 * person. Pure Java: time and definitions come in as arguments.
 */
package io.impuls.scoring.domain;
