/** What scoring tells the world: changes of a score, and the decision on every match. */
package io.impuls.contracts.score;
