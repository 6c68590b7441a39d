/** Hands reserved mails to the mail server, one after the other, each exactly once. */
package io.impuls.campaign.delivery;
