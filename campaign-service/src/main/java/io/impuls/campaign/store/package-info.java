/**
 * PostgreSQL, by plain SQL in short transactions on worker threads: one class per table, and one
 * per port of the domain that puts them together.
 */
package io.impuls.campaign.store;
