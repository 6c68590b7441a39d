/** Readiness of what services depend on. */
package io.impuls.service.health;
