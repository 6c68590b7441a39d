/** Who wants to be told of changes by HTTP. */
package io.impuls.contracts.webhook;
