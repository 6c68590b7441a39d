/**
 * What the collector serves to browsers: the script that a site puts on its pages, and a small shop
 * to try it on.
 */
package io.impuls.tracking.collector.assets;
