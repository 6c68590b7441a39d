/** How services say no: problem+json answers (RFC 9457) from one place. */
package io.impuls.service.problem;
