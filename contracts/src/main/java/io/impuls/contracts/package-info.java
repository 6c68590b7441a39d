/** Ids and value types that every contract shares: who, which, how many points. */
package io.impuls.contracts;
