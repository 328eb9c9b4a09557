// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {TicketStatuses} from "./TicketStatuses.sol";

/// @title What holders sign in place of a transaction
/// @dev A signature names its ticket's nonce, which changes with every move: one that was used, or whose
/// signer no longer holds the ticket, is void without anything being written down for it.
abstract contract TicketSignatures is TicketStatuses, EIP712 {
    bytes32 private constant TRANSFER_TYPEHASH = keccak256(
        "TicketTransfer(uint256 tokenId,address to,uint256 nonce,uint256 deadline)"
    );

    constructor() EIP712("TicketChain", "1") {}

    /// @inheritdoc IEventTickets
    function transferWithSignature(
        uint256 tokenId,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external {
        require(block.timestamp <= deadline, SignatureExpired(deadline));
        address holder = ownerOf(tokenId);
        bytes32 message = keccak256(abi.encode(TRANSFER_TYPEHASH, tokenId, to, _nonceOf(tokenId), deadline));
        _requireSigned(holder, message, signature);
        _requireHolderMayMove(tokenId);
        _move(holder, to, tokenId);
    }

    /// @inheritdoc IEventTickets
    function revokeSignatures(uint256 tokenId) external {
        _requireApproved(msg.sender, ownerOf(tokenId), tokenId);
        _bumpNonce(tokenId);
        emit SignaturesRevoked(tokenId, _nonceOf(tokenId));
    }

    /// @inheritdoc IEventTickets
    function nonceOf(uint256 tokenId) external view returns (uint256) {
        return _nonceOf(tokenId);
    }

    /// @dev Reverts unless `signer` signed this EIP-712 struct for this contract.
    function _requireSigned(address signer, bytes32 message, bytes calldata signature) internal view {
        bytes32 digest = _hashTypedDataV4(message);
        require(
            SignatureChecker.isValidSignatureNowCalldata(signer, digest, signature),
            InvalidSignature(signer)
        );
    }
}
