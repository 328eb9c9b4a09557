// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What an event does on a plain ERC-721 library
/// @notice The part of IEventTickets that someone would write by hand on top of a library: batches by an operator,
/// one supply, check-ins, burning, moving. No ticket types, order references, price caps or transfer policy.
interface IPlainTickets {
    struct Order {
        address to;
        uint256 quantity;
    }

    struct Move {
        uint256 tokenId;
        address to;
    }

    event TicketsCheckedIn(uint256[] tokenIds);
    event CheckInsUndone(uint256[] tokenIds);

    error AlreadyInitialized();
    error NotOperator(address caller);
    error SupplyExceeded(uint256 minted, uint256 supply);
    error TicketCheckedIn(uint256 tokenId);
    error TicketNotCheckedIn(uint256 tokenId);

    /// @notice Sets up a new clone, once.
    function initialize(address owner, address operator, string calldata name, uint48 supply) external;

    function mint(Order[] calldata orders) external;

    function checkIn(uint256[] calldata tokenIds) external;

    function undoCheckIn(uint256[] calldata tokenIds) external;

    /// @notice Burns tickets: what these libraries offer against a ticket that must not be used.
    function invalidate(uint256[] calldata tokenIds) external;

    /// @notice Moves tickets from whoever holds them, by the operator's right.
    function move(Move[] calldata moves) external;
}
