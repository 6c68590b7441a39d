/** Settings of the service, and the wiring of its plain objects. */
package io.impuls.scoring.config;
