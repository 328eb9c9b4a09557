// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The make-up of a token id: ticket type × 1_000_000_000 + serial
/// @notice Readable in decimal, and consecutive within a type. Serials start at 1, so no id ends in nine
/// zeros.
library TicketIds {
    uint256 internal constant SERIALS = 1_000_000_000;
    uint256 internal constant SUPPLY_MAX = SERIALS - 1;

    /// @dev For types and serials that a contract has counted: 24 and 30 bits.
    function make(uint256 ticketType, uint256 serial) internal pure returns (uint256) {
        unchecked {
            return ticketType * SERIALS + serial;
        }
    }

    function split(uint256 tokenId) internal pure returns (uint256 ticketType, uint256 serial) {
        return (tokenId / SERIALS, tokenId % SERIALS);
    }
}
