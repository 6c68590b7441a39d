/** The public lists of robots and referrers, read from the resources they are shipped as. */
package io.impuls.tracking.resolver.lists;
