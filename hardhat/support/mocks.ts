import { parseAbi } from "viem";

export const testTokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function allowance(address owner, address spender) view returns (uint256)",
  "function balanceOf(address account) view returns (uint256)",
  "function nonces(address owner) view returns (uint256)",
  "function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)",
  "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
]);

export const oddTokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function balanceOf(address account) view returns (uint256)",
  "function setHabit(uint8 habit)",
  "function setHook(address target, bytes data)",
  "function hookError() view returns (bytes)",
]);

/** What an `OddToken` does on a transfer, as its enum numbers it. */
export const habits = {
  none: 0,
  returnsNothing: 1,
  returnsFalse: 2,
  takesFee: 3,
  givesMore: 4,
  chargesSender: 5,
} as const;

export const smartWalletAbi = parseAbi([
  "struct Call { address target; uint256 value; bytes data; }",
  "function execute(Call[] calls) payable",
  "function setRefusing(bool refusing)",
  "event Received(address operator, address from, uint256 tokenId, bytes data)",
  "error Refused()",
  "function setHook(address target, bytes data)",
  "function hookError() view returns (bytes)",
]);
