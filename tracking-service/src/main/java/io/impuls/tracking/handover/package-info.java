/** What the collector hands to the resolver beside the event itself. */
package io.impuls.tracking.handover;
