/** What is counted: one port for the rest of the service, one class that knows Micrometer. */
package io.impuls.segmentation.metrics;
