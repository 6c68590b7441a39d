/** Settings, and what is made of them at start. */
package io.impuls.tracking.config;
