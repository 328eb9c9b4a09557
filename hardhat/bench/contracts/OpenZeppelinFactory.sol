// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {PlainFactory} from "./PlainFactory.sol";

/// @title The factory of a user of OpenZeppelin's Clones
contract OpenZeppelinFactory is PlainFactory {
    function _clone(address implementation, bytes32 salt) internal override returns (address) {
        return Clones.cloneDeterministic(implementation, salt);
    }
}
