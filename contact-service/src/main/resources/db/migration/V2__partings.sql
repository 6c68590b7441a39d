-- Merges and splits are told more than once, and in no order between partitions: the last word counts.
ALTER TABLE card ADD COLUMN merged_at timestamptz;
ALTER TABLE card ADD COLUMN parted_at timestamptz;
