/**
 * The demo: replays recordings into a running stack and prints a report on what became of them.
 * {@link io.impuls.demo.DemoMain} is what {@code ./dev demo} and {@code ./dev replay} run.
 */
package io.impuls.demo;
