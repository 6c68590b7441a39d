/** The stream: events of persons in, changes of their tags out, and the stores in between. */
package io.impuls.segmentation.topology;
