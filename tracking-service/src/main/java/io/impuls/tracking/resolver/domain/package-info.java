/**
 * Who did it, was it a human, how did they come, and which visit does it belong to: the rules of
 * the resolver, over ports for what has to be remembered.
 */
package io.impuls.tracking.resolver.domain;
