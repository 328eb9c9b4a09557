/** The coinbase of mutant 0, which there isn't: mutant 1's is one higher. No account and no precompile is near. */
export const MUTANT_BASE = "0x0000000000000000000000004d75746174696f6e000000000000000000000000";

/** The number that turns no mutant on, but has each place that is reached reported, by its first mutant's number. */
export const SURVEY = 0xff_ff_ff;

/** The coinbase that turns a mutant on. */
export const coinbaseOf = (mutant: number): string =>
  `0x${(BigInt(MUTANT_BASE) + BigInt(mutant)).toString(16).padStart(40, "0")}`;

/** Calls the address at which Hardhat's chain listens for what coverage reports, as its own coverage library does. */
export const surveyCall = (site: string): string => `
  let free := mload(0x40)
  mstore(free, ${site})
  pop(staticcall(gas(), 0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE, free, 0x20, 0, 0))
`;

/** The file beside the mutated contracts that tells them which mutant is on. */
export const mutantContract = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

function mutant() view returns (uint256) {
    unchecked { return uint256(uint160(address(block.coinbase))) - ${MUTANT_BASE}; }
}

function mutated(uint256 id) view returns (bool) {
    return mutant() == id;
}

function mutatedIn(uint256 first, uint256 count) view returns (bool) {
    uint256 id = mutant();
    if (id == ${SURVEY}) {
        assembly ("memory-safe") { ${surveyCall("first")} }
    }
    unchecked { return id - first < count; }
}
`;
