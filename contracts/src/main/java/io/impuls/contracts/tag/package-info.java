/** What segmentation tells the world: changes of tags and their scores. */
package io.impuls.contracts.tag;
