/** The stream services' topologies one behind the other, without servers. */
package io.impuls.systemtests.topologies;
