/** The scoring service: plans turn what people do into points and bands, with the reasons. */
package io.impuls.scoring;
