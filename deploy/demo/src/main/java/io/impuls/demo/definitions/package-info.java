/** The demo's plan, tag rules and campaign, as a marketer would publish them over REST. */
package io.impuls.demo.definitions;
