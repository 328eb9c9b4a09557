// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Random} from "../support/Random.sol";
import {vm} from "../support/Vm.sol";

/// @title Who deals with an event
abstract contract People is Random {
    uint256 public constant PEOPLE = 5;

    /// @notice The event's owner at first.
    address public firstOwner;

    /// @notice Who pays for tickets that others get: never holds anything between calls.
    address public payer;

    uint256[PEOPLE] internal _keys;
    address[PEOPLE] internal _people;
    address internal _operator;
    address internal _gate;
    uint256 internal _operatorKey;

    constructor() {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            _keys[i] = 0xA11CE + i;
            _people[i] = vm.addr(_keys[i]);
        }
        _operatorKey = 0x09E4A;
        (firstOwner, _operator, _gate) = (vm.addr(0x07E4), vm.addr(_operatorKey), vm.addr(0x6A7E));
        payer = vm.addr(0xBA4);
    }

    function personAt(uint256 index) external view returns (address) {
        return _people[index];
    }

    /// @notice An account that only ever receives money.
    function purseAt(uint256 index) public pure returns (address) {
        return address(uint160(0xD00D0000 + index));
    }

    function _someone() internal returns (address) {
        return _people[_below(PEOPLE)];
    }
}
