// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title No call into a contract from within its own payments
/// @dev A second line of defence: accounts are kept before money moves. In transient storage, so it costs
/// hardly anything.
abstract contract ReentrancyLock {
    bool private transient _locked;

    /// @notice The contract was called back during a payment.
    error ReentrantCall();

    modifier nonReentrant() {
        require(!_locked, ReentrantCall());
        _locked = true;
        _;
        _locked = false;
    }
}
