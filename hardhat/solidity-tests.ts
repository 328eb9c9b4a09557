/** How thoroughly the Solidity tests look: quickly by default, deeply before contracts are deployed anywhere. */
const DEPTHS = {
  quick: { fuzzRuns: 256, invariantRuns: 16, invariantDepth: 50 },
  deep: { fuzzRuns: 5_000, invariantRuns: 500, invariantDepth: 100 },
} as const;

const depth = process.env.DEEP === "1" ? DEPTHS.deep : DEPTHS.quick;

export const solidityTests = {
  fuzz: { runs: depth.fuzzRuns, failurePersistDir: "cache/fuzz" },
  invariant: {
    runs: depth.invariantRuns,
    depth: depth.invariantDepth,
    failOnRevert: true,
    failurePersistDir: "cache/invariant",
  },
};
