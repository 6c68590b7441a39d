/**
 * The signing key of the embedded stack and the bearer tokens made with it. Production has an OIDC
 * provider instead; the services verify both in the same way.
 */
package io.impuls.embedded.token;
