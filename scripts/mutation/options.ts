import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    limit: { type: "string" },
    tests: { type: "string" },
    workers: { type: "string", default: "2" },
  },
});

/**
 * `--only EventSale.sol`: mutants of files whose path contains it. `--limit 50`: about as many, evenly spread. `--tests
 * mint`: only by tests of files whose name contains it. `--workers 2`: processes at a time.
 */
export const options = {
  only: values.only ?? "",
  limit: values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit),
  tests: values.tests ?? "",
  workers: Number(values.workers),
};

/** Whether the run is of everything, and so of the score. */
export const isWhole = !values.only && !values.limit && !values.tests;
