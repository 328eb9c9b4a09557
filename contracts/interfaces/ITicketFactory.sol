// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventTickets} from "./IEventTickets.sol";

/// @title Creates one ticket contract per event
/// @notice Anyone may create events. Each event is an ERC-1167 clone of one implementation; neither can be
/// changed afterwards. The factory takes no constructor argument, so it has the same address on every chain
/// when it is deployed through a CREATE2 deployer.
interface ITicketFactory {
    /// @notice An event's contract was created.
    /// @param eventContract the new ERC-721 contract
    /// @param owner the organiser's wallet
    /// @param operator who called `createEvent`: the contract's first operator
    /// @param salt the creator's own name for the event
    event EventCreated(
        address indexed eventContract,
        address indexed owner,
        address indexed operator,
        bytes32 salt
    );

    /// @notice A creator set where the metadata of its events is served.
    event BaseURISet(address indexed creator, string baseURI);

    /// @notice This owner, creator and salt already have a contract.
    error EventExists(address eventContract);

    /// @notice Creates the contract of an event, at the address that `predictEvent` names.
    /// @dev The address depends on who calls, so nobody can take an organiser's address with another
    /// configuration.
    /// @param owner the organiser's wallet, which owns the event
    /// @param salt any value not used before by this creator for this owner
    /// @param config what holders buy under: fixed from here on
    /// @param types the first ticket types, numbered from 1 in this order
    /// @return eventContract the new contract
    function createEvent(
        address owner,
        bytes32 salt,
        IEventTickets.EventConfig calldata config,
        IEventTickets.TicketType[] calldata types
    ) external returns (address eventContract);

    /// @notice Sets the base of `tokenURI` and `contractURI` for all events created by the caller, past and
    /// future.
    /// @param baseURI without a slash at the end, such as `https://tickets.example/api/v1/metadata`
    function setBaseURI(string calldata baseURI) external;

    /// @notice The address that `createEvent(owner, salt, …)` called by `creator` gives, created or not.
    function predictEvent(address owner, address creator, bytes32 salt) external view returns (address);

    /// @notice The base URI that a creator has set; empty when it has none.
    function baseURIOf(address creator) external view returns (string memory);

    /// @notice The market of all events.
    function market() external view returns (address);

    /// @notice The contract that every event is a clone of.
    function implementation() external view returns (address);
}
