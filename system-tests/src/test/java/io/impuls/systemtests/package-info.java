/**
 * The whole of Impuls, from recorded events over HTTP to scores, tags and mails: each class runs a
 * stack of its own on free ports.
 */
package io.impuls.systemtests;
