/** Settings, wiring and the order of the start. */
package io.impuls.contact.config;
