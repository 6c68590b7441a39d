/** The phone numbers of the world, by libphonenumber. */
package io.impuls.tracking.collector.phones;
