/**
 * The topic catalogue: every topic with key, value, partitions, retention and owner, and the serdes
 * that read and write it.
 */
package io.impuls.contracts.topic;
