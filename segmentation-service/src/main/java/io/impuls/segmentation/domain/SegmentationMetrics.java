package io.impuls.segmentation.domain;

import io.impuls.contracts.tag.TagChange.Action;

/** What segmentation counts; must be safe for threads. Never labelled with a person or a tag. */
public interface SegmentationMetrics {

  /** Counts nothing. */
  SegmentationMetrics NONE =
      new SegmentationMetrics() {
        @Override
        public void judged(int matches) {
          // nobody wants to know
        }

        @Override
        public void changed(Action action) {
          // nobody wants to know
        }
      };

  /** An event was held against the rules and matched this many of them, 0 included. */
  void judged(int matches);

  /** A change of a tag was published. */
  void changed(Action action);
}
