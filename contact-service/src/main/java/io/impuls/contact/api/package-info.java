/** What callers read of contacts over HTTP, within their workspace. */
package io.impuls.contact.api;
