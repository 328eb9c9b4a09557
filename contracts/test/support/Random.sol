// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Choices that follow from a seed alone, so that a failure repeats
abstract contract Random {
    uint256 private _random;

    function _seed(uint256 seed) internal {
        _random = seed;
    }

    function _below(uint256 limit) internal returns (uint256) {
        return _next() % limit;
    }

    /// @dev True once in `n` times.
    function _rarely(uint256 n) internal returns (bool) {
        return _below(n) == 0;
    }

    function _next() internal returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random;
    }
}
