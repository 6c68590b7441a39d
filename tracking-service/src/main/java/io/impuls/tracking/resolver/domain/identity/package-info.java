/**
 * Who is who: the graph of the identifiers of a workspace. Its components are persons. They follow
 * from the set of links alone, never from the order in which links arrive.
 */
package io.impuls.tracking.resolver.domain.identity;
