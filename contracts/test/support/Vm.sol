// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The cheat codes that our tests use
interface Vm {
    /// @notice The next call comes from this account.
    function prank(address sender) external;

    /// @notice Sets the time of the block.
    function warp(uint256 timestamp) external;

    /// @notice Sets an account's coins.
    function deal(address account, uint256 amount) external;

    /// @notice From now on this call is answered with this.
    function mockCall(address target, bytes calldata data, bytes calldata result) external;

    /// @notice Ends all mocks.
    function clearMockedCalls() external;

    /// @notice Signs with a private key.
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice The account of a private key.
    function addr(uint256 key) external pure returns (address);
}

/// @dev Where the test runner answers cheat codes.
Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
