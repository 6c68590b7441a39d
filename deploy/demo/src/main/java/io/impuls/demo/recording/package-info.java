/**
 * What was recorded of real visitors and customers, read as events of the native protocol and moved
 * to the present by whole days.
 */
package io.impuls.demo.recording;
