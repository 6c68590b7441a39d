/** Who may send: sites, apps and backends with their keys and limits. */
package io.impuls.contracts.source;
