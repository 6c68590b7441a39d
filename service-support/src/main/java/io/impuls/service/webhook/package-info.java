/**
 * Signed webhooks: a topic's records of a workspace, told to addresses that its users register.
 * {@link io.impuls.service.webhook.Webhooks} puts it together; {@link
 * io.impuls.service.webhook.WebhookDesk} is what REST resources ask.
 */
package io.impuls.service.webhook;
