/** What users decide about contacts, as changes that other services follow. */
package io.impuls.contracts.contact;
