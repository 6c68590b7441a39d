/** What the stream promises, without a broker. */
package io.impuls.segmentation.topology;
