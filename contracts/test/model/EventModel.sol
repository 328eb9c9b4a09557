// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {ITicketMarket} from "../../interfaces/ITicketMarket.sol";
import {ModelFacts} from "./ModelFacts.sol";
import {ModelMoney} from "./ModelMoney.sol";

/// @title An event's contract and the market, told the plain way
/// @notice The market stands last. See ModelFacts for what a model is.
contract EventModel is ModelMoney {
    mapping(address account => mapping(address currency => uint256)) private _held;

    constructor(
        address tickets_,
        address market_,
        address owner_,
        address creator,
        IEventSettings.EventConfig memory config_,
        IEventSettings.TicketType[] memory types
    ) ModelFacts(tickets_, market_, owner_, creator, config_, types) {}

    function fill(ITicketMarket.Offer calldata offer, bytes calldata signature, address to) external payable {
        address seller = ownerOf(offer.tokenId);
        Ticket storage ticket = _tickets[offer.tokenId];
        require(block.timestamp <= offer.expiry, ITicketMarket.OfferExpired(offer.expiry));
        require(offer.nonce == ticket.nonce, ITicketMarket.OfferDead(offer.nonce, ticket.nonce));
        require(
            offer.currency == _config.currency,
            ITicketMarket.WrongCurrency(offer.currency, _config.currency)
        );
        _requireSigned(seller, offerDigest(offer), signature);
        _requireReceiver(to);
        _requirePrice(offer.tokenId, offer.price);
        _requireMovable(offer.tokenId, Mover.Market);

        uint256 royalty = (offer.price * _config.royaltyBps) / 10_000;
        _held[owner][offer.currency] += royalty;
        _held[seller][offer.currency] += offer.price - royalty;
        _move(offer.tokenId, to);
        ticket.bought = true;
        _collect(offer.price);
    }

    function withdraw(address currency, address to) external {
        _payOut(msg.sender, currency, to);
    }

    function payOut(address account, address currency) external {
        _payOut(account, currency, account);
    }

    function balanceOf(address account, address currency) external view returns (uint256) {
        return _held[account][currency];
    }

    /// @notice What a seller signs.
    function offerDigest(ITicketMarket.Offer calldata offer) public view returns (bytes32) {
        bytes32 kind = keccak256(
            "Offer(address tickets,uint256 tokenId,uint256 price,address currency,uint256 expiry,uint256 nonce)"
        );
        return _digest("TicketChain Market", market, keccak256(abi.encode(kind, offer)));
    }

    function _payOut(address account, address currency, address to) private {
        uint256 amount = _held[account][currency];
        require(amount != 0, ITicketMarket.NothingHeld(account, currency));
        _held[account][currency] = 0;
        _pay(market, to, amount);
    }
}
