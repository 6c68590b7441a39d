/** Settings of the service, and the wiring of plain objects into beans. */
package io.impuls.segmentation.config;
