/** History, line by line: read with bounded memory, named by run and row, stored as backfill. */
package io.impuls.tracking.collector.imports;
