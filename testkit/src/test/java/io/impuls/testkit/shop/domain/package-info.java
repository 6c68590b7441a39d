/** Part of a sample service that breaks the architecture rules. */
package io.impuls.testkit.shop.domain;
