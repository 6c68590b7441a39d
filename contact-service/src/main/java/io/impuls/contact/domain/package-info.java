/**
 * The contact card as plain Java: what events, score changes and tag changes say about a person,
 * and the ports behind which it is kept.
 */
package io.impuls.contact.domain;
