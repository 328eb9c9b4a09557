// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A two-bit status for each token, 128 tokens to a storage slot
/// @notice One status instead of a bitmap per flag: a ticket can't be checked in and invalidated at once, and
/// a batch of neighbours pays for one slot. Callers keep the words.
library StatusMap {
    uint256 private constant MASK = 3;

    /// @dev The word that a token's status is in.
    function wordOf(uint256 tokenId) internal pure returns (uint256) {
        return tokenId >> 7;
    }

    /// @dev The status of a token within its word.
    function read(uint256 word, uint256 tokenId) internal pure returns (uint256) {
        return (word >> _shift(tokenId)) & MASK;
    }

    /// @dev The word with a token's status replaced.
    function write(uint256 word, uint256 tokenId, uint256 status) internal pure returns (uint256) {
        uint256 shift = _shift(tokenId);
        return (word & ~(MASK << shift)) | (status << shift);
    }

    function _shift(uint256 tokenId) private pure returns (uint256) {
        return (tokenId & 0x7f) << 1;
    }
}
