// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventTickets} from "../../interfaces/IEventTickets.sol";
import {Choices} from "./Choices.sol";

/// @title Tickets that change hands without money
abstract contract MoveActions is Choices {
    function _approve() internal {
        uint256 tokenId = _someTicket();
        _call(_someMover(tokenId), abi.encodeCall(tickets.approve, (_someone(), tokenId)));
    }

    function _setApprovalForAll() internal {
        _call(_someone(), abi.encodeCall(tickets.setApprovalForAll, (_someone(), _rarely(2))));
    }

    /// @dev In each of the three ways that ERC-721 knows.
    function _transfer() internal {
        uint256 tokenId = _someTicket();
        address from = _rarely(20) ? _someone() : _holderOf(tokenId);
        address to = _someReceiver();
        uint256 way = _below(3);
        bytes memory data = abi.encodeCall(tickets.transferFrom, (from, to, tokenId));
        if (way == 1) {
            data = abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", from, to, tokenId);
        } else if (way == 2) {
            data = abi.encodeWithSignature(
                "safeTransferFrom(address,address,uint256,bytes)",
                from,
                to,
                tokenId,
                bytes("hello")
            );
        }
        _call(_someMover(tokenId), data);
    }

    function _transferWithSignature() internal {
        uint256 tokenId = _someTicket();
        (address to, uint256 deadline, uint256 nonce) = (
            _someReceiver(),
            _someDeadline(),
            _nonceFor(tokenId)
        );
        bytes32 kind = keccak256("TicketTransfer(uint256 tokenId,address to,uint256 nonce,uint256 deadline)");
        bytes32 digest = model.ticketsDigest(keccak256(abi.encode(kind, tokenId, to, nonce, deadline)));
        bytes memory signature = _sign(_keyFor(tokenId), digest);
        _call(_someone(), abi.encodeCall(tickets.transferWithSignature, (tokenId, to, deadline, signature)));
    }

    function _revokeSignatures() internal {
        uint256 tokenId = _someTicket();
        _call(_someMover(tokenId), abi.encodeCall(tickets.revokeSignatures, (tokenId)));
    }

    function _claim() internal {
        uint256[] memory tokenIds = _someTickets();
        IEventTickets.Handover[] memory handovers = new IEventTickets.Handover[](tokenIds.length);
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            handovers[i] = IEventTickets.Handover(tokenIds[i], _someReceiver());
        }
        _call(_someOperator(), abi.encodeCall(tickets.claim, (handovers)));
    }

    /// @dev Mostly the holder, else somebody whom it may have approved.
    function _someMover(uint256 tokenId) private returns (address) {
        return _rarely(3) ? _someone() : _holderOf(tokenId);
    }
}
