// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Payments} from "../libraries/Payments.sol";

/// @title First sale, with protection of the buyer
/// @notice What buyers pay stays in the event's contract until the event has ended; then the organiser
/// withdraws it. What was paid for a ticket can be pulled back by its present holder when the event is
/// cancelled, or when the organiser invalidates the ticket before it has withdrawn. What a ticket cost on the
/// market is between its buyers.
interface IEventSale {
    /// @notice The organiser's word that a buyer may purchase, signed as EIP-712 typed data (domain
    /// `TicketChain`, version `1`, this contract). It can't be taken back but by a pause, or by the removal of who
    /// signed it: let it be good for minutes.
    /// @param buyer who gets the tickets, and whose limit counts; anyone may pay for them
    /// @param ticketType counted from 1
    /// @param quantity at least 1
    /// @param unitPrice in the currency's smallest unit, at most the type's face price
    /// @param deadline unix seconds: the last moment that it's good
    /// @param nonce any number not used before; neighbouring numbers cost less gas
    struct PurchasePermit {
        address buyer;
        uint256 ticketType;
        uint256 quantity;
        uint256 unitPrice;
        uint256 deadline;
        uint256 nonce;
    }

    /// @notice Tickets were purchased. Each also has its ERC-721 `Transfer`.
    event TicketsPurchased(
        uint256 indexed nonce,
        address indexed buyer,
        uint256 firstTokenId,
        uint256 quantity,
        uint256 unitPrice
    );

    /// @notice The event is cancelled: refunds are open.
    event Cancelled();

    /// @notice What was paid for a ticket went back to its holder.
    event TicketRefunded(uint256 indexed tokenId, address indexed holder, address to, uint256 amount);

    /// @notice The organiser withdrew the proceeds.
    event ProceedsWithdrawn(address indexed to, uint256 amount);

    /// @notice The permit's deadline has passed.
    error PermitExpired(uint256 deadline);

    /// @notice The permit was used before.
    error PermitUsed(uint256 nonce);

    /// @notice The signature isn't the named signer's, or is of something else.
    error InvalidSignature(address signer);

    /// @notice A ticket can't be sold for more than its face price.
    error PriceAboveFace(uint256 unitPrice, uint256 facePrice);

    /// @notice The wallet would have purchased more tickets than one wallet may.
    error WalletLimit(address buyer, uint256 purchased, uint256 quantity, uint256 limit);

    /// @notice Proceeds are held until the event has ended.
    error EventNotEnded(uint256 endsAt);

    /// @notice There is no money to withdraw.
    error NothingHeld();

    /// @notice Nothing is due for this ticket: nothing was paid, it was refunded before, or it's good.
    error NothingToRefund(uint256 tokenId);

    /// @notice Buys tickets by a permit, and pays for them in full: `msg.value` in the native coin, or an
    /// allowance of the ERC-20.
    /// @param signer the operator or owner who signed; a contract wallet signs by ERC-1271
    /// @return firstTokenId the others follow it
    function purchase(
        PurchasePermit calldata permit,
        address signer,
        bytes calldata signature
    ) external payable returns (uint256 firstTokenId);

    /// @notice The same with an ERC-2612 signature by the caller in place of an earlier allowance.
    function purchaseWithTokenPermit(
        PurchasePermit calldata permit,
        address signer,
        bytes calldata signature,
        Payments.TokenPermit calldata tokenPermit
    ) external returns (uint256 firstTokenId);

    /// @notice Cancels the event, for ever: sales, check-ins and moves stop, refunds open. Operators until the
    /// end, then only the owner, until proceeds were withdrawn.
    function cancel() external;

    /// @notice Pulls what was paid for these tickets back. Only their holder.
    /// @param to who gets the money
    function refund(uint256[] calldata tokenIds, address to) external;

    /// @notice Pays the proceeds out, once the event has ended and wasn't cancelled. Only the owner.
    function withdraw(address to) external;

    /// @notice What the organiser gets after the event, in the currency's smallest unit.
    function proceeds() external view returns (uint256);

    /// @notice What holders can pull back, in the currency's smallest unit.
    function refundsDue() external view returns (uint256);

    /// @notice What was paid for a ticket and not refunded yet. Reverts for a token that does not exist.
    function paidFor(uint256 tokenId) external view returns (uint256);

    /// @notice How many tickets a wallet has purchased.
    function purchasedBy(address buyer) external view returns (uint256);

    /// @notice Whether a permit of this nonce was used.
    function isNonceUsed(uint256 nonce) external view returns (bool);
}
