export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;
