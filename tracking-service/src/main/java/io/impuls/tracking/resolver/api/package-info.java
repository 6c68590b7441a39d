/** What operators may ask the resolver. */
package io.impuls.tracking.resolver.api;
