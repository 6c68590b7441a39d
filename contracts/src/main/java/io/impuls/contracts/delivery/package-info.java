/** What campaigns tell the world: each decided send and how far it got. */
package io.impuls.contracts.delivery;
