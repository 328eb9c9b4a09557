// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Payments} from "../libraries/Payments.sol";

/// @title Where holders resell their tickets
/// @notice One contract for all events of a factory. A holder signs an offer and keeps the ticket; whoever
/// fills it pays the price, of which the organiser gets its royalty and the seller the rest. Both pull their
/// money. The event's contract enforces its policy and price cap.
interface ITicketMarket {
    /// @notice A holder's offer, signed as EIP-712 typed data (domain `TicketChain Market`, version `1`, this
    /// contract). It dies when the ticket changes hands, is checked in or invalidated, when the event is
    /// cancelled, and when its holder revokes it on the event's contract. While the event is paused or resale is
    /// closed it can't be filled, but it stands again when that ends: a short expiry is the safest.
    /// @param tickets the event's contract
    /// @param tokenId the ticket
    /// @param price in the currency's smallest unit
    /// @param currency the event's currency; zero for the native coin
    /// @param expiry unix seconds: the last moment that it's good
    /// @param nonce the ticket's `nonceOf` when the offer was signed
    struct Offer {
        address tickets;
        uint256 tokenId;
        uint256 price;
        address currency;
        uint256 expiry;
        uint256 nonce;
    }

    /// @notice An offer was filled.
    event OfferFilled(
        address indexed tickets,
        uint256 indexed tokenId,
        address indexed seller,
        address buyer,
        uint256 price,
        uint256 royalty
    );

    /// @notice Money was paid out.
    event PaidOut(address indexed account, address indexed currency, address to, uint256 amount);

    /// @notice The contract isn't an event of the market's factory.
    error UnknownEvent(address tickets);

    /// @notice The offer's expiry has passed.
    error OfferExpired(uint256 expiry);

    /// @notice The ticket has moved, or its holder has revoked the offer, since it was signed.
    error OfferDead(uint256 nonce, uint256 currentNonce);

    /// @notice The offer is in another currency than the event.
    error WrongCurrency(address offered, address expected);

    /// @notice The signature isn't the present holder's, or is of something else.
    error InvalidSignature(address signer);

    /// @notice This account has no money of this currency here.
    error NothingHeld(address account, address currency);

    /// @notice Buys a ticket, paid in full: `msg.value` in the native coin, or an allowance of the ERC-20.
    /// @param signature of the ticket's present holder; a contract wallet signs by ERC-1271
    /// @param to who gets the ticket
    function fill(Offer calldata offer, bytes calldata signature, address to) external payable;

    /// @notice The same with an ERC-2612 signature by the caller in place of an earlier allowance.
    function fillWithTokenPermit(
        Offer calldata offer,
        bytes calldata signature,
        address to,
        Payments.TokenPermit calldata tokenPermit
    ) external;

    /// @notice Pays out all that the caller has here in a currency, to any account.
    function withdraw(address currency, address to) external;

    /// @notice Pays out to an account what it has here in a currency. Anyone may see to it.
    function payOut(address account, address currency) external;

    /// @notice What an account has here, in the currency's smallest unit.
    function balanceOf(address account, address currency) external view returns (uint256);
}
