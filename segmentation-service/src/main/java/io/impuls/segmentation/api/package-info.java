/** Tag rules and people's tags over HTTP. */
package io.impuls.segmentation.api;
