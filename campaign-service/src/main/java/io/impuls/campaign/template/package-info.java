/** Fills mail templates with Qute, in a sandbox: a template sees texts and nothing else. */
package io.impuls.campaign.template;
