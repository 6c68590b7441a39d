/** Settings that services have in common. */
package io.impuls.service.config;
