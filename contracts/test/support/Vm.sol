// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The cheat codes that our tests use
interface Vm {
    /// @notice The next call comes from this account.
    function prank(address sender) external;

    /// @notice Sets the time of the block.
    function warp(uint256 timestamp) external;
}

/// @dev Where the test runner answers cheat codes.
Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
