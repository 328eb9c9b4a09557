// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPlainTickets} from "./IPlainTickets.sol";

/// @title Creates an event as a clone at a predictable address
abstract contract PlainFactory {
    event EventCreated(address indexed eventContract, address indexed owner, address indexed creator);

    function createEvent(
        address implementation,
        address owner,
        bytes32 salt,
        string calldata name,
        uint48 supply
    ) external {
        address created = _clone(implementation, keccak256(abi.encode(owner, msg.sender, salt)));
        emit EventCreated(created, owner, msg.sender);
        IPlainTickets(created).initialize(owner, msg.sender, name, supply);
    }

    function _clone(address implementation, bytes32 salt) internal virtual returns (address);
}
