// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IEventSale} from "../interfaces/IEventSale.sol";
import {Payments} from "../libraries/Payments.sol";
import {ReentrancyLock} from "./ReentrancyLock.sol";
import {TicketIssue} from "./TicketIssue.sol";
import {TicketSignatures} from "./TicketSignatures.sol";

/// @title First sale, with protection of the buyer
/// @dev All money that came in by purchases is in one of two accounts: `_proceeds`, the organiser's after the
/// event, or `_refundsDue`, the holders'. Every account is kept before money moves.
abstract contract EventSale is TicketIssue, TicketSignatures, ReentrancyLock {
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "PurchasePermit(address buyer,uint256 ticketType,uint256 quantity,uint256 unitPrice,uint256 deadline,uint256 nonce)"
    );

    uint128 private _proceeds;
    uint128 private _refundsDue;
    BitMaps.BitMap private _usedNonces;

    /// @inheritdoc IEventSale
    function purchase(
        PurchasePermit calldata permit,
        address signer,
        bytes calldata signature
    ) external payable returns (uint256 firstTokenId) {
        return _purchase(permit, signer, signature);
    }

    /// @inheritdoc IEventSale
    function purchaseWithTokenPermit(
        PurchasePermit calldata permit,
        address signer,
        bytes calldata signature,
        Payments.TokenPermit calldata tokenPermit
    ) external returns (uint256 firstTokenId) {
        Payments.usePermit(currency(), tokenPermit);
        return _purchase(permit, signer, signature);
    }

    /// @inheritdoc IEventSale
    function cancel() external onlyOperator {
        _requireUnfinished();
        if (block.timestamp >= _endTime()) _requireOwner();
        _setStage(Stage.Cancelled);
        (_proceeds, _refundsDue) = (0, _refundsDue + _proceeds);
        emit Cancelled();
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc IEventSale
    function refund(uint256[] calldata tokenIds, address to) external nonReentrant {
        require(tokenIds.length != 0, EmptyBatch());
        uint256 total;
        for (uint256 i = 0; i < tokenIds.length; ++i) total += _refund(tokenIds[i], to);
        _refundsDue -= SafeCast.toUint128(total);
        Payments.pay(currency(), to, total);
    }

    /// @inheritdoc IEventSale
    function withdraw(address to) external onlyOwner nonReentrant {
        require(stage() != Stage.Cancelled, EventCancelled());
        require(block.timestamp >= _endTime(), EventNotEnded(_endTime()));
        uint256 amount = _proceeds;
        require(amount != 0, NothingHeld());
        _setStage(Stage.Settled);
        _proceeds = 0;
        emit ProceedsWithdrawn(to, amount);
        Payments.pay(currency(), to, amount);
    }

    /// @inheritdoc IEventSale
    function proceeds() external view returns (uint256) {
        return _proceeds;
    }

    /// @inheritdoc IEventSale
    function refundsDue() external view returns (uint256) {
        return _refundsDue;
    }

    /// @inheritdoc IEventSale
    function paidFor(uint256 tokenId) external view returns (uint256) {
        return _paidIn(_headOf(tokenId));
    }

    /// @inheritdoc IEventSale
    function purchasedBy(address buyer) external view returns (uint256) {
        return _purchasedBy(buyer);
    }

    /// @inheritdoc IEventSale
    function isNonceUsed(uint256 nonce) external view returns (bool) {
        return _usedNonces.get(nonce);
    }

    /// @dev Without proceeds no ticket can have been paid for, and nothing has to be looked up.
    function _openRefunds(uint256[] calldata tokenIds) internal override {
        if (_proceeds == 0) return;
        uint256 total;
        for (uint256 i = 0; i < tokenIds.length; ++i) total += _paidIn(_headOf(tokenIds[i]));
        if (total == 0) return;
        if (block.timestamp >= _endTime()) _requireOwner();
        uint128 due = SafeCast.toUint128(total);
        (_proceeds, _refundsDue) = (_proceeds - due, _refundsDue + due);
    }

    function _purchase(
        PurchasePermit calldata permit,
        address signer,
        bytes calldata signature
    ) private nonReentrant returns (uint256 first) {
        _usePermit(permit, signer, signature);
        uint256 facePrice = ticketTypeInfo(permit.ticketType).price;
        require(permit.unitPrice <= facePrice, PriceAboveFace(permit.unitPrice, facePrice));
        _countPurchase(permit.buyer, permit.quantity);

        require(_canHold(permit.buyer), ERC721InvalidReceiver(permit.buyer));
        uint256 head = _boughtHead(permit.buyer, permit.unitPrice);
        first = _issue(head, permit.ticketType, permit.quantity);
        uint256 total = permit.quantity * permit.unitPrice;
        _proceeds += SafeCast.toUint128(total);
        emit TicketsPurchased(permit.nonce, permit.buyer, first, permit.quantity, permit.unitPrice);
        Payments.collect(currency(), msg.sender, total);
    }

    /// @dev Checks the permit and makes sure that it's good only once.
    function _usePermit(PurchasePermit calldata permit, address signer, bytes calldata signature) private {
        require(block.timestamp <= permit.deadline, PermitExpired(permit.deadline));
        require(block.timestamp < _endTime(), EventEnded(_endTime()));
        require(!_usedNonces.get(permit.nonce), PermitUsed(permit.nonce));
        _requireOperator(signer);
        _requireSigned(signer, keccak256(abi.encode(PERMIT_TYPEHASH, permit)), signature);
        _usedNonces.set(permit.nonce);
    }

    /// @dev A limit is only ever raised or lifted, so nobody has purchased more.
    function _countPurchase(address buyer, uint256 quantity) private {
        uint256 limit = _walletLimit();
        uint256 purchased = _purchasedBy(buyer);
        require(limit == 0 || quantity <= limit - purchased, WalletLimit(buyer, purchased, quantity, limit));
        _addPurchased(buyer, quantity);
    }

    function _refund(uint256 tokenId, address to) private returns (uint256 amount) {
        uint256 head = _headOf(tokenId);
        address holder = _holderIn(head);
        require(msg.sender == holder, ERC721IncorrectOwner(msg.sender, tokenId, holder));
        amount = _paidIn(head);
        require(
            amount != 0 && (stage() == Stage.Cancelled || _statusOf(tokenId) == TicketStatus.Invalidated),
            NothingToRefund(tokenId)
        );
        _clearPaid(tokenId, head);
        emit TicketRefunded(tokenId, holder, to, amount);
    }
}
