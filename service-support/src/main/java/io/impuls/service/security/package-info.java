/** Who is calling: workspace and subject of the bearer token. */
package io.impuls.service.security;
