// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The states of ERC-7439 (prevent ticket touting), readable
/// @notice Not the standard's own interface, so its id is not answered to: only what it tells. The standard lets an agent write a state and a signature of its own choice for each token. Here
/// the state follows from what the contract enforces, so it can be read but not written, and the signature is
/// empty.
interface IERC7439 {
    /// @notice Sold and Resell are good at the gate; Void and Redeemed are not.
    enum TokenStatus {
        Sold,
        Resell,
        Void,
        Redeemed
    }

    /// @param signature always empty
    /// @param status the ticket's state in the standard's words
    /// @param expireTime when the event ends, in unix seconds
    struct TokenInfo {
        bytes signature;
        TokenStatus status;
        uint256 expireTime;
    }

    /// @notice The ERC-7439 view of one ticket. Reverts for a token that does not exist.
    function tokenInfo(uint256 tokenId) external view returns (TokenInfo memory);
}
