/**
 * What links in messages say and how they are signed: made where mail is sent, read at the edge.
 */
package io.impuls.contracts.message;
