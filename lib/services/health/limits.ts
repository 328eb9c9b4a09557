/** An index further behind shows people what is not true any more. */
export const LAG_BLOCKS_MAX = 100;
/** Behind by more than a round or two of the indexer. */
export const LAG_BLOCKS_WORRYING = 20;
