/**
 * What the demo must come to, worked out a second time: plain Java over the two data files and the
 * numbers of the plan, sharing no code with the services.
 */
package io.impuls.systemtests.plain;
