// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPlainTickets} from "./IPlainTickets.sol";

/// @title Owner, operators and supply: the same for every library that is compared
/// @dev Kept as cheap as it can be: owner, supply and counter share a slot, and a clone is guarded by its owner.
abstract contract PlainEvent is IPlainTickets {
    mapping(address account => bool) private _operators;
    string internal _eventName;
    address private _owner;
    uint48 private _supply;
    uint48 private _minted;

    modifier onlyOperator() {
        require(_isOperator(msg.sender) || msg.sender == _owner, NotOperator(msg.sender));
        _;
    }

    /// @inheritdoc IPlainTickets
    function initialize(address owner, address operator, string calldata name_, uint48 supply) external {
        require(_owner == address(0), AlreadyInitialized());
        _owner = owner;
        _supply = supply;
        _operators[operator] = true;
        _eventName = name_;
    }

    function _isOperator(address account) internal view returns (bool) {
        return _operators[account];
    }

    function _lastId() internal view returns (uint256) {
        return _minted;
    }

    function _setLastId(uint256 tokenId) internal {
        _requireSupply(tokenId);
        _minted = uint48(tokenId);
    }

    function _requireSupply(uint256 minted) internal view {
        require(minted <= _supply, SupplyExceeded(minted, _supply));
    }
}
