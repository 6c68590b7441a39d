/** What the settings are when nobody sets them. */
package io.impuls.segmentation.config;
