/** Micro-benchmarks of scoring's domain, by JMH. */
package io.impuls.bench.scorer;
