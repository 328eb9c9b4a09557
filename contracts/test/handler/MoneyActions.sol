// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventSale} from "../../interfaces/IEventSale.sol";
import {IEventTickets} from "../../interfaces/IEventTickets.sol";
import {ITicketMarket} from "../../interfaces/ITicketMarket.sol";
import {Choices} from "./Choices.sol";

/// @title Sales, resales, refunds and payments
abstract contract MoneyActions is Choices {
    /// @notice The highest price over its cap that anybody paid; a check holds it at none.
    uint256 public paidAboveCap;

    uint256 private _nonce;
    IEventSale.PurchasePermit private _lastPermit;
    ITicketMarket.Offer private _lastOffer;
    bytes private _lastOfferSignature;

    function _purchase() internal {
        IEventSale.PurchasePermit memory permit = _rarely(10) ? _lastPermit : _somePermit();
        _lastPermit = permit;
        uint256 key = _rarely(12) ? _keys[0] : _operatorKey;
        address signer = _rarely(12) ? _someOperator() : _operator;
        bytes memory data = abi.encodeCall(
            tickets.purchase,
            (permit, signer, _sign(key, model.permitDigest(permit)))
        );
        unchecked {
            _payAbout(address(tickets), permit.quantity * permit.unitPrice, data);
        }
    }

    function _fill() internal {
        if (!_rarely(8)) _signOffer();
        ITicketMarket.Offer memory offer = _lastOffer;
        bytes memory data = abi.encodeCall(market.fill, (offer, _lastOfferSignature, _someReceiver()));
        if (offer.tickets != address(tickets)) return;
        if (_payAbout(address(market), offer.price, data)) _noteCap(offer.tokenId, offer.price);
    }

    function _resell() internal {
        uint256[] memory tokenIds = _someTickets();
        IEventTickets.Resale[] memory resales = new IEventTickets.Resale[](tokenIds.length);
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            address from = _rarely(20) ? _someone() : _holderOf(tokenIds[i]);
            resales[i] = IEventTickets.Resale(tokenIds[i], from, _someReceiver(), _somePrice(tokenIds[i]));
        }
        if (!_call(_someOperator(), abi.encodeCall(tickets.resell, (resales)))) return;
        for (uint256 i = 0; i < resales.length; ++i) _noteCap(resales[i].tokenId, resales[i].price);
    }

    function _refund() internal {
        uint256[] memory tokenIds = _someTickets();
        address caller = tokenIds.length == 0 || _rarely(20) ? _someone() : _holderOf(tokenIds[0]);
        _call(caller, abi.encodeCall(tickets.refund, (tokenIds, _somePurse(address(tickets)))));
    }

    function _cancel() internal {
        _call(_someOperator(), abi.encodeCall(tickets.cancel, ()));
    }

    function _withdraw() internal {
        _call(_someOwner(), abi.encodeCall(tickets.withdraw, (_somePurse(address(tickets)))));
    }

    function _withdrawFromMarket() internal {
        address account = _rarely(3) ? model.owner() : _someone();
        _callMarket(account, abi.encodeCall(market.withdraw, (currency, _somePurse(address(market)))));
    }

    function _payOut() internal {
        _callMarket(_gate, abi.encodeCall(market.payOut, (_someone(), currency)));
    }

    function _somePermit() private returns (IEventSale.PurchasePermit memory) {
        uint256 ticketType = _rarely(20) ? _below(4) : 1 + _below(2);
        uint256 face = ticketType == 1 ? 1_000_003 : 77;
        return
            IEventSale.PurchasePermit({
                buyer: _someReceiver(),
                ticketType: ticketType,
                quantity: _someOrderSize(),
                unitPrice: _rarely(3) ? _below(face + 3) : face,
                deadline: _someDeadline(),
                nonce: ++_nonce
            });
    }

    /// @dev Mostly small; long enough for the other way in which runs are kept, or absurd, now and then.
    function _someOrderSize() private returns (uint256) {
        uint256 dice = _below(40);
        if (dice == 0) return _next();
        return dice < 4 ? 1 + _below(300) : _below(20) % 7;
    }

    function _signOffer() private {
        uint256 tokenId = _someTicket();
        _lastOffer = ITicketMarket.Offer({
            tickets: address(tickets),
            tokenId: tokenId,
            price: _somePrice(tokenId),
            currency: _rarely(20) ? address(0xBAD) : currency,
            expiry: _someDeadline(),
            nonce: _nonceFor(tokenId)
        });
        _lastOfferSignature = _sign(_keyFor(tokenId), model.offerDigest(_lastOffer));
    }

    /// @dev The cap itself and one above every few times.
    function _somePrice(uint256 tokenId) private returns (uint256) {
        uint256 cap = capOf(tokenId);
        uint256 dice = _below(8);
        if (cap > 1e12) return _below(1e12);
        return
            dice == 0
                ? cap + 1
                : dice < 3
                    ? cap
                    : _below(cap + 1);
    }

    function _noteCap(uint256 tokenId, uint256 price) private {
        uint256 cap = capOf(tokenId);
        if (price > cap + paidAboveCap) paidAboveCap = price - cap;
    }

    /// @dev Now and then a little more or less than asked for.
    function _payAbout(address target, uint256 price, bytes memory data) private returns (bool) {
        if (price > 1e30) price = 1e30;
        uint256 offered = currency == address(token) ? 0 : price;
        if (_rarely(15)) offered = offered == 0 || _rarely(2) ? offered + 1 : offered - 1;
        return _pay(target, offered, price, data);
    }
}
