/** How much a match is worth: a fixed number, or counted or added up over the event's items. */
package io.impuls.rules.amount;
