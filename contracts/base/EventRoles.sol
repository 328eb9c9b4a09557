// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventTickets} from "../interfaces/IEventTickets.sol";

/// @title Who may do what: one owner, any number of operators
/// @dev OpenZeppelin's Ownable2Step keeps its owner in a slot that a derived contract can't share, which
/// costs every event 22,100 gas. `_owner` stands last on purpose: the derived contract's small settings fill
/// up its slot.
abstract contract EventRoles is IEventTickets {
    mapping(address account => bool) private _operators;
    address private _pendingOwner;
    address private _owner;

    modifier onlyOwner() {
        require(msg.sender == _owner, NotOwner(msg.sender));
        _;
    }

    modifier onlyOperator() {
        require(_operators[msg.sender] || msg.sender == _owner, NotOperator(msg.sender));
        _;
    }

    /// @inheritdoc IEventTickets
    function setOperator(address operator, bool allowed) external onlyOwner {
        _setOperator(operator, allowed);
    }

    /// @inheritdoc IEventTickets
    function transferOwnership(address newOwner) external onlyOwner {
        _pendingOwner = newOwner;
        emit OwnershipTransferStarted(msg.sender, newOwner);
    }

    /// @inheritdoc IEventTickets
    function acceptOwnership() external {
        require(msg.sender == _pendingOwner, NotPendingOwner(msg.sender));
        delete _pendingOwner;
        _setOwner(msg.sender);
    }

    /// @inheritdoc IEventTickets
    function owner() public view returns (address) {
        return _owner;
    }

    /// @inheritdoc IEventTickets
    function pendingOwner() external view returns (address) {
        return _pendingOwner;
    }

    /// @inheritdoc IEventTickets
    function isOperator(address account) external view returns (bool) {
        return _operators[account];
    }

    function _setOwner(address newOwner) internal {
        emit OwnershipTransferred(_owner, newOwner);
        _owner = newOwner;
    }

    function _setOperator(address operator, bool allowed) internal {
        _operators[operator] = allowed;
        emit OperatorSet(operator, allowed);
    }
}
