// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {IEventSale} from "../../interfaces/IEventSale.sol";
import {IEventTickets} from "../../interfaces/IEventTickets.sol";
import {ModelTickets} from "./ModelTickets.sol";

/// @title Every way in which a ticket changes hands
abstract contract ModelMoves is ModelTickets {
    /// @dev By whose right a ticket moves.
    enum Mover {
        Holder,
        Signature,
        Market,
        Operator,
        Custody
    }

    function approve(address to, uint256 tokenId) external {
        Ticket storage ticket = _ticket(tokenId);
        require(
            msg.sender == ticket.holder || isApprovedForAll[ticket.holder][msg.sender],
            IERC721Errors.ERC721InvalidApprover(msg.sender)
        );
        ticket.approved = to;
    }

    function setApprovalForAll(address account, bool approved) external {
        isApprovedForAll[msg.sender][account] = approved;
    }

    /// @dev The people of the tests are no contracts, so nobody is asked.
    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        transferFrom(from, to, tokenId);
    }

    function safeTransferFrom(address from, address to, uint256 tokenId, bytes calldata) external {
        transferFrom(from, to, tokenId);
    }

    function transferFrom(address from, address to, uint256 tokenId) public {
        _requireHolder(tokenId, from);
        _requireApproved(tokenId);
        _requireReceiver(to);
        _requireMovable(tokenId, Mover.Holder);
        _move(tokenId, to);
    }

    function transferWithSignature(
        uint256 tokenId,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external {
        require(block.timestamp <= deadline, IEventTickets.SignatureExpired(deadline));
        Ticket storage ticket = _ticket(tokenId);
        bytes32 kind = keccak256("TicketTransfer(uint256 tokenId,address to,uint256 nonce,uint256 deadline)");
        bytes32 message = keccak256(abi.encode(kind, tokenId, to, ticket.nonce, deadline));
        _requireSigned(ticket.holder, ticketsDigest(message), signature);
        _requireReceiver(to);
        _requireMovable(tokenId, Mover.Signature);
        _move(tokenId, to);
    }

    function revokeSignatures(uint256 tokenId) external {
        _ticket(tokenId);
        _requireApproved(tokenId);
        ++_tickets[tokenId].nonce;
    }

    function claim(IEventTickets.Handover[] calldata handovers) external onlyOperator {
        require(handovers.length != 0, IEventTickets.EmptyBatch());
        for (uint256 i = 0; i < handovers.length; ++i) {
            uint256 tokenId = handovers[i].tokenId;
            address holder = ownerOf(tokenId);
            require(holder == tickets, IEventTickets.NotInCustody(tokenId, holder));
            _requireMovable(tokenId, Mover.Custody);
            require(handovers[i].to != address(0), IERC721Errors.ERC721InvalidReceiver(address(0)));
            _move(tokenId, handovers[i].to);
        }
    }

    function resell(IEventTickets.Resale[] calldata resales) external onlyOperator {
        require(resales.length != 0, IEventTickets.EmptyBatch());
        for (uint256 i = 0; i < resales.length; ++i) {
            IEventTickets.Resale calldata resale = resales[i];
            _requireHolder(resale.tokenId, resale.from);
            require(!_tickets[resale.tokenId].bought, IEventTickets.OnlyHolderSells(resale.tokenId));
            _requirePrice(resale.tokenId, resale.price);
            _requireMovable(resale.tokenId, Mover.Operator);
            _move(resale.tokenId, resale.to == address(0) ? tickets : resale.to);
        }
    }

    function locked(uint256 tokenId) external view returns (bool) {
        return !_isMovable(_ticket(tokenId).status, Mover.Holder);
    }

    /// @dev The highest price that a ticket may be resold at.
    function _capOf(uint256 tokenId) private view returns (uint256) {
        if (_config.resaleCapBps == 65_535) return type(uint256).max;
        return (uint256(_type(tokenId / 1_000_000_000).price) * _config.resaleCapBps) / 10_000;
    }

    /// @notice What is signed for an EIP-712 message to the event's contract.
    function ticketsDigest(bytes32 message) public view returns (bytes32) {
        return _digest("TicketChain", tickets, message);
    }

    function _digest(string memory name, address target, bytes32 message) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                target
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }

    function _requireSigned(address signer, bytes32 digest, bytes calldata signature) internal pure {
        address actual = ecrecover(
            digest,
            uint8(signature[64]),
            bytes32(signature[0:32]),
            bytes32(signature[32:64])
        );
        require(actual == signer, IEventSale.InvalidSignature(signer));
    }

    function _requireHolder(uint256 tokenId, address holder) internal view {
        address actual = ownerOf(tokenId);
        require(actual == holder, IERC721Errors.ERC721IncorrectOwner(holder, tokenId, actual));
    }

    function _requireReceiver(address to) internal view {
        require(to != address(0) && to != tickets, IERC721Errors.ERC721InvalidReceiver(to));
    }

    function _requirePrice(uint256 tokenId, uint256 price) internal view {
        uint256 cap = _capOf(tokenId);
        require(price <= cap, IEventTickets.PriceAboveCap(tokenId, price, cap));
    }

    function _requireMovable(uint256 tokenId, Mover mover) internal view {
        IEventTickets.TicketStatus status = _tickets[tokenId].status;
        if (_isMovable(status, mover)) return;
        require(status != IEventTickets.TicketStatus.Invalidated, IEventTickets.TicketInvalidated(tokenId));
        require(stage != IEventSettings.Stage.Cancelled, IEventSettings.EventCancelled());
        require(status != IEventTickets.TicketStatus.CheckedIn, IEventTickets.TicketCheckedIn(tokenId));
        require(stage != IEventSettings.Stage.Paused, IEventSettings.EventPaused());
        revert IEventTickets.TransferLocked(tokenId);
    }

    function _move(uint256 tokenId, address to) internal {
        Ticket storage ticket = _tickets[tokenId];
        --_balances[ticket.holder];
        ++_balances[to];
        (ticket.holder, ticket.approved) = (to, address(0));
        ++ticket.nonce;
    }

    function _requireApproved(uint256 tokenId) private view {
        Ticket storage ticket = _tickets[tokenId];
        require(
            msg.sender == ticket.holder ||
                msg.sender == ticket.approved ||
                isApprovedForAll[ticket.holder][msg.sender],
            IERC721Errors.ERC721InsufficientApproval(msg.sender, tokenId)
        );
    }

    /// @dev One rule a line, each on its own.
    function _isMovable(IEventTickets.TicketStatus status, Mover mover) private view returns (bool) {
        bool souvenir = block.timestamp >= uint256(_config.endsAt) + 86_400;
        bool cancelled = stage == IEventSettings.Stage.Cancelled;
        if (status == IEventTickets.TicketStatus.Invalidated) return false;
        if (cancelled && mover != Mover.Custody) return false;
        if (cancelled) return status == IEventTickets.TicketStatus.Valid;
        if (souvenir && mover == Mover.Holder) return true;
        if (souvenir && mover == Mover.Custody) return true;
        if (souvenir) return false;
        if (status == IEventTickets.TicketStatus.CheckedIn) return false;
        if (stage == IEventSettings.Stage.Paused) return false;
        if (mover == Mover.Custody) return true;
        if (block.timestamp >= _config.resaleClosesAt) return false;
        if (_config.transferPolicy == IEventSettings.TransferPolicy.Locked) return false;
        if (_config.transferPolicy == IEventSettings.TransferPolicy.Open) return true;
        return mover == Mover.Market || mover == Mover.Operator;
    }
}
