/**
 * Campaigns: when a band is entered or a tag grows to a number of points, the person gets one mail.
 */
package io.impuls.campaign;
