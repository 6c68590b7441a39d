/** Passing a read on to the instance that holds the answer. */
package io.impuls.service.hop;
