/** REST: campaigns, their sends, and an operator's word on unknown ones. */
package io.impuls.campaign.api;
