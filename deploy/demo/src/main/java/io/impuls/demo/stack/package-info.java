/** The running stack as the demo sees it: addresses, tokens and the services' public answers. */
package io.impuls.demo.stack;
