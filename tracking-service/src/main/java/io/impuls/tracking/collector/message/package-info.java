/**
 * Links in our own mails and SMS: what a token says is what one of our services sealed, so it is
 * believed as a stranger's request never is.
 */
package io.impuls.tracking.collector.message;
