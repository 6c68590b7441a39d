/** PostgreSQL from the binaries on Maven Central: unpacked once, run as an ordinary child. */
package io.impuls.embedded.postgres;
