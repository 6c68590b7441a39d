/** Work that comes in turns on a thread of its own: deciding again, handing over, publishing. */
package io.impuls.campaign.loop;
