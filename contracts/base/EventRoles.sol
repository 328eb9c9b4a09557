// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventRoles} from "../interfaces/IEventRoles.sol";

/// @title Who may do what: one owner, any number of operators and gate keys
/// @dev OpenZeppelin's Ownable2Step keeps its owner in a slot that a derived contract can't share, which
/// costs every event 22,100 gas. `_owner` stands last on purpose: the derived contract's small settings fill
/// up its slot.
abstract contract EventRoles is IEventRoles {
    mapping(address account => bool) private _operators;
    mapping(address account => bool) private _gates;
    address private _pendingOwner;
    address private _owner;

    modifier onlyOwner() {
        _requireOwner();
        _;
    }

    modifier onlyOperator() {
        _requireOperator(msg.sender);
        _;
    }

    modifier onlyGate() {
        require(_mayOperate(msg.sender) || _gates[msg.sender], NotGate(msg.sender));
        _;
    }

    /// @inheritdoc IEventRoles
    function setOperator(address operator, bool allowed) external onlyOwner {
        _setOperator(operator, allowed);
    }

    /// @inheritdoc IEventRoles
    function setGate(address gate, bool allowed) external onlyOperator {
        _gates[gate] = allowed;
        emit GateSet(gate, allowed);
    }

    /// @inheritdoc IEventRoles
    function transferOwnership(address newOwner) external onlyOwner {
        _pendingOwner = newOwner;
        emit OwnershipTransferStarted(msg.sender, newOwner);
    }

    /// @inheritdoc IEventRoles
    function acceptOwnership() external {
        require(msg.sender == _pendingOwner, NotPendingOwner(msg.sender));
        delete _pendingOwner;
        _setOwner(msg.sender);
    }

    /// @inheritdoc IEventRoles
    function owner() public view returns (address) {
        return _owner;
    }

    /// @inheritdoc IEventRoles
    function pendingOwner() external view returns (address) {
        return _pendingOwner;
    }

    /// @inheritdoc IEventRoles
    function isOperator(address account) external view returns (bool) {
        return _isOperator(account);
    }

    /// @inheritdoc IEventRoles
    function isGate(address account) external view returns (bool) {
        return _gates[account];
    }

    function _requireOwner() internal view {
        require(msg.sender == _owner, NotOwner(msg.sender));
    }

    function _requireOperator(address account) internal view {
        require(_mayOperate(account), NotOperator(account));
    }

    function _mayOperate(address account) internal view returns (bool) {
        return _isOperator(account) || account == _owner;
    }

    function _setOwner(address newOwner) internal {
        emit OwnershipTransferred(_owner, newOwner);
        _owner = newOwner;
    }

    function _setOperator(address operator, bool allowed) internal {
        if (operator == creator()) _setCreatorOperates(allowed);
        else _operators[operator] = allowed;
        emit OperatorSet(operator, allowed);
    }

    /// @inheritdoc IEventRoles
    function creator() public view virtual returns (address);

    /// @dev Whether the creator is still an operator. Kept beside it, so that it needn't be looked up.
    function _creatorOperates() internal view virtual returns (bool);

    function _setCreatorOperates(bool allowed) internal virtual;

    function _isOperator(address account) private view returns (bool) {
        return account == creator() ? _creatorOperates() : _operators[account];
    }
}
