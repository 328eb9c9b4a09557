// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyLock} from "./base/ReentrancyLock.sol";
import {IEventTickets} from "./interfaces/IEventTickets.sol";
import {ITicketMarket} from "./interfaces/ITicketMarket.sol";
import {Payments} from "./libraries/Payments.sol";
import {Signatures} from "./libraries/Signatures.sol";

/// @title Where holders resell their tickets
/// @dev See ITicketMarket for what each function promises. Nothing is stored about an offer: the ticket's
/// nonce, which every move changes, says whether it still stands.
contract TicketMarket is ITicketMarket, EIP712, ReentrancyLock {
    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "Offer(address tickets,uint256 tokenId,uint256 price,address currency,uint256 expiry,uint256 nonce)"
    );

    /// @dev What the code of every event of our factory hashes to, and no other contract's.
    bytes32 private immutable EVENT_CODE_HASH;

    mapping(address account => mapping(address currency => uint256)) private _balances;

    /// @param implementation what the factory's events are ERC-1167 clones of
    constructor(address implementation) EIP712("TicketChain Market", "1") {
        EVENT_CODE_HASH = keccak256(
            abi.encodePacked(hex"363d3d373d3d3d363d73", implementation, hex"5af43d82803e903d91602b57fd5bf3")
        );
    }

    /// @inheritdoc ITicketMarket
    function fill(Offer calldata offer, bytes calldata signature, address to) external payable {
        _fill(offer, signature, to);
    }

    /// @inheritdoc ITicketMarket
    function fillWithTokenPermit(
        Offer calldata offer,
        bytes calldata signature,
        address to,
        Payments.TokenPermit calldata tokenPermit
    ) external {
        Payments.usePermit(offer.currency, tokenPermit);
        _fill(offer, signature, to);
    }

    /// @inheritdoc ITicketMarket
    function withdraw(address currency, address to) external {
        _payOut(msg.sender, currency, to);
    }

    /// @inheritdoc ITicketMarket
    function payOut(address account, address currency) external {
        _payOut(account, currency, account);
    }

    /// @inheritdoc ITicketMarket
    function balanceOf(address account, address currency) external view returns (uint256) {
        return _balances[account][currency];
    }

    function _fill(Offer calldata offer, bytes calldata signature, address to) private nonReentrant {
        IEventTickets tickets = _requireEvent(offer.tickets);
        address seller = tickets.ownerOf(offer.tokenId);
        _requireStanding(offer, tickets);
        _requireSigned(seller, offer, signature);

        (address organiser, uint256 royalty) = tickets.royaltyInfo(offer.tokenId, offer.price);
        _balances[organiser][offer.currency] += royalty;
        _balances[seller][offer.currency] += offer.price - royalty;
        emit OfferFilled(offer.tickets, offer.tokenId, seller, to, offer.price, royalty);
        tickets.sell(offer.tokenId, seller, to, offer.price);
        Payments.collect(offer.currency, msg.sender, offer.price);
    }

    function _payOut(address account, address currency, address to) private nonReentrant {
        uint256 amount = _balances[account][currency];
        require(amount != 0, NothingHeld(account, currency));
        delete _balances[account][currency];
        emit PaidOut(account, currency, to, amount);
        Payments.pay(currency, to, amount);
    }

    /// @dev Only a clone of our implementation enforces policy and cap. One that the factory didn't make was
    /// never initialised, and has no tickets.
    function _requireEvent(address tickets) private view returns (IEventTickets) {
        require(tickets.codehash == EVENT_CODE_HASH, UnknownEvent(tickets));
        return IEventTickets(tickets);
    }

    function _requireStanding(Offer calldata offer, IEventTickets tickets) private view {
        require(block.timestamp <= offer.expiry, OfferExpired(offer.expiry));
        uint256 nonce = tickets.nonceOf(offer.tokenId);
        require(offer.nonce == nonce, OfferDead(offer.nonce, nonce));
        address currency = tickets.currency();
        require(offer.currency == currency, WrongCurrency(offer.currency, currency));
    }

    function _requireSigned(address signer, Offer calldata offer, bytes calldata signature) private view {
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(OFFER_TYPEHASH, offer)));
        require(Signatures.isValid(signer, digest, signature), InvalidSignature(signer));
    }
}
