// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LibClone} from "solady/src/utils/LibClone.sol";
import {PlainFactory} from "./PlainFactory.sol";

/// @title The factory of a user of Solady's LibClone
contract SoladyFactory is PlainFactory {
    function _clone(address implementation, bytes32 salt) internal override returns (address) {
        return LibClone.cloneDeterministic(implementation, salt);
    }
}
