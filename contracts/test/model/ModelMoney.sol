// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventRoles} from "../../interfaces/IEventRoles.sol";
import {IEventSale} from "../../interfaces/IEventSale.sol";
import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {IEventTickets} from "../../interfaces/IEventTickets.sol";
import {Payments} from "../../libraries/Payments.sol";
import {ModelMoves} from "./ModelMoves.sol";

/// @title The first sale and its money
abstract contract ModelMoney is ModelMoves {
    uint256 public proceeds;
    uint256 public refundsDue;

    /// @notice What somebody was paid, by the event or the market.
    mapping(address account => uint256) public received;

    mapping(address buyer => uint256) public purchasedBy;
    mapping(uint256 nonce => bool) public isNonceUsed;

    function purchase(
        IEventSale.PurchasePermit calldata permit,
        address signer,
        bytes calldata signature
    ) external payable returns (uint256 first) {
        require(block.timestamp <= permit.deadline, IEventSale.PermitExpired(permit.deadline));
        require(block.timestamp < _config.endsAt, IEventSettings.EventEnded(_config.endsAt));
        require(!isNonceUsed[permit.nonce], IEventSale.PermitUsed(permit.nonce));
        require(_mayOperate(signer), IEventRoles.NotOperator(signer));
        _requireSigned(signer, permitDigest(permit), signature);
        uint256 price = _type(permit.ticketType).price;
        require(permit.unitPrice <= price, IEventSale.PriceAboveFace(permit.unitPrice, price));
        _requireBelowLimit(permit.buyer, permit.quantity);
        _requireReceiver(permit.buyer);

        isNonceUsed[permit.nonce] = true;
        purchasedBy[permit.buyer] += permit.quantity;
        first = _issue(permit.buyer, permit.ticketType, permit.quantity);
        for (uint256 tokenId = first; tokenId < first + permit.quantity; ++tokenId) {
            (_tickets[tokenId].paid, _tickets[tokenId].bought) = (permit.unitPrice, true);
        }
        proceeds += permit.quantity * permit.unitPrice;
        _collect(permit.quantity * permit.unitPrice);
    }

    function cancel() external onlyOperator {
        _requireUnfinished();
        if (block.timestamp >= _config.endsAt) _requireOwner();
        stage = IEventSettings.Stage.Cancelled;
        (proceeds, refundsDue) = (0, refundsDue + proceeds);
    }

    function refund(uint256[] calldata tokenIds, address to) external {
        require(tokenIds.length != 0, IEventTickets.EmptyBatch());
        uint256 total;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            _requireHolder(tokenIds[i], msg.sender);
            Ticket storage ticket = _tickets[tokenIds[i]];
            bool open =
                stage == IEventSettings.Stage.Cancelled ||
                    ticket.status == IEventTickets.TicketStatus.Invalidated;
            require(open && ticket.paid != 0, IEventSale.NothingToRefund(tokenIds[i]));
            total += ticket.paid;
            ticket.paid = 0;
        }
        refundsDue -= total;
        _pay(tickets, to, total);
    }

    function withdraw(address to) external onlyOwner {
        require(stage != IEventSettings.Stage.Cancelled, IEventSettings.EventCancelled());
        require(block.timestamp >= _config.endsAt, IEventSale.EventNotEnded(_config.endsAt));
        require(proceeds != 0, IEventSale.NothingHeld());
        uint256 amount = proceeds;
        (stage, proceeds) = (IEventSettings.Stage.Settled, 0);
        _pay(tickets, to, amount);
    }

    /// @notice What an operator signs to let a buyer purchase.
    function permitDigest(IEventSale.PurchasePermit calldata permit) public view returns (bytes32) {
        bytes32 kind = keccak256(
            "PurchasePermit(address buyer,uint256 ticketType,uint256 quantity,uint256 unitPrice,uint256 deadline,uint256 nonce)"
        );
        return ticketsDigest(keccak256(abi.encode(kind, permit)));
    }

    /// @dev Without proceeds nothing was paid that isn't its holder's already.
    function _openRefunds(uint256 paid) internal override {
        if (proceeds == 0 || paid == 0) return;
        if (block.timestamp >= _config.endsAt) _requireOwner();
        (proceeds, refundsDue) = (proceeds - paid, refundsDue + paid);
    }

    function _collect(uint256 amount) internal {
        require(_config.currency != address(1), Payments.SoldElsewhere());
        uint256 expected = _config.currency == address(0) ? amount : 0;
        require(msg.value == expected, Payments.WrongPayment(expected, msg.value));
    }

    function _pay(address payer, address to, uint256 amount) internal {
        require(to != address(0) && to != payer, Payments.ReceiverRequired());
        received[to] += amount;
    }

    function _requireBelowLimit(address buyer, uint256 quantity) private view {
        uint256 limit = _config.maxPerWallet;
        uint256 purchased = purchasedBy[buyer];
        require(
            limit == 0 || purchased + quantity <= limit,
            IEventSale.WalletLimit(buyer, purchased, quantity, limit)
        );
    }
}
