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
        uint256 head = _headOf(tokenId);
        _requireSigned(
            _holderIn(head),
            keccak256(abi.encode(TRANSFER_TYPEHASH, tokenId, to, _nonceIn(head), deadline)),
            signature
        );
        _requireHolderMayMove(tokenId);
        _move(head, to, tokenId);
    }

    /// @inheritdoc IEventTickets
    function revokeSignatures(uint256 tokenId) external {
        uint256 head = _headOf(tokenId);
        _requireApproved(msg.sender, head, tokenId);
        _bumpNonce(tokenId, head);
        emit SignaturesRevoked(tokenId, _nonceIn(_headOf(tokenId)));
    }

    /// @inheritdoc IEventTickets
    function nonceOf(uint256 tokenId) external view returns (uint256) {
        return _nonceIn(_headOf(tokenId));
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
