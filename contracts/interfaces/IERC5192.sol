// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ERC-5192: minimal soulbound tokens
interface IERC5192 {
    /// @notice The token can't be moved by its holder from here on.
    event Locked(uint256 tokenId);

    /// @notice The token can be moved by its holder again.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the holder of `tokenId` can't move it now. Reverts for a token that does not exist.
    function locked(uint256 tokenId) external view returns (bool);
}
