// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Who may do what in an event
/// @notice The owner is the organiser's wallet and may do everything. Operators, such as a server's key, run
/// the event for it; the owner can remove them at any time. Gate keys can check tickets in and nothing else.
interface IEventRoles {
    /// @notice An operator was added or removed.
    event OperatorSet(address indexed operator, bool allowed);

    /// @notice A gate key was added or removed.
    event GateSet(address indexed gate, bool allowed);

    /// @notice The owner offered the event to another wallet, which has to accept.
    event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner);

    /// @notice The event has a new owner.
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    /// @notice Only the event's owner may do this.
    error NotOwner(address caller);

    /// @notice Only an operator or the event's owner may do this.
    error NotOperator(address caller);

    /// @notice Only a gate key, an operator or the event's owner may do this.
    error NotGate(address caller);

    /// @notice Only the wallet that was offered the event may accept it.
    error NotPendingOwner(address caller);

    /// @notice Adds or removes an operator. Only the owner.
    function setOperator(address operator, bool allowed) external;

    /// @notice Adds or removes a gate key. Operators and the owner.
    function setGate(address gate, bool allowed) external;

    /// @notice Offers the event to another wallet; zero withdraws the offer. Nothing changes until it is
    /// accepted. Only the owner.
    function transferOwnership(address newOwner) external;

    /// @notice Takes over the event. Only the wallet that was offered it. Operators and gate keys stay.
    function acceptOwnership() external;

    /// @notice The organiser's wallet.
    function owner() external view returns (address);

    /// @notice The wallet that the event is offered to, or zero.
    function pendingOwner() external view returns (address);

    /// @notice Who created the event through the factory: its first operator.
    function creator() external view returns (address);

    /// @notice Whether the owner has made this account an operator. The owner itself needs no such right.
    function isOperator(address account) external view returns (bool);

    /// @notice Whether this account is a gate key.
    function isGate(address account) external view returns (bool);
}
