// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cast} from "./Cast.sol";

/// @title What a call is made with: mostly something that can work
abstract contract Choices is Cast {
    /// @dev Mostly an operator, now and then anybody.
    function _someOperator() internal returns (address) {
        uint256 dice = _below(12);
        if (dice == 0) return _someone();
        if (dice == 1) return _gate;
        return dice < 5 ? model.owner() : _operator;
    }

    /// @dev Mostly the owner.
    function _someOwner() internal returns (address) {
        return _rarely(5) ? _someOperator() : model.owner();
    }

    /// @dev A person, or now and then custody or nobody.
    function _someReceiver() internal returns (address) {
        uint256 dice = _below(20);
        if (dice == 0) return address(0);
        return dice == 1 ? address(tickets) : _someone();
    }

    /// @dev An account that only ever receives money, or now and then one that can't.
    function _somePurse(address payer_) internal returns (address) {
        uint256 dice = _below(20);
        if (dice == 0) return address(0);
        return dice == 1 ? payer_ : purseAt(_below(PEOPLE));
    }

    /// @dev A ticket that there is, or now and then one that there isn't; the latest come most often.
    function _someTicket() internal returns (uint256) {
        uint256 count = model.totalSupply();
        if (count == 0 || _rarely(40)) return 1_000_000_000 * _below(4) + _below(420);
        uint256 recent = count < 12 || _rarely(2) ? count : 12;
        return model.ids(count - 1 - _below(recent));
    }

    function _someTickets() internal returns (uint256[] memory tokenIds) {
        tokenIds = new uint256[](_rarely(20) ? 0 : 1 + _below(3));
        for (uint256 i = 0; i < tokenIds.length; ++i) tokenIds[i] = _someTicket();
    }

    /// @dev Who holds a ticket; anybody if nobody does.
    function _holderOf(uint256 tokenId) internal returns (address) {
        try model.ownerOf(tokenId) returns (address holder) {
            return holder;
        } catch {
            return _someone();
        }
    }

    /// @dev The key of a ticket's holder, or now and then another.
    function _keyFor(uint256 tokenId) internal returns (uint256) {
        address holder = _holderOf(tokenId);
        for (uint256 i = 0; i < PEOPLE; ++i) if (_people[i] == holder && !_rarely(12)) return _keys[i];
        return _keys[_below(PEOPLE)];
    }

    /// @dev A ticket's nonce, or now and then the one before or after.
    function _nonceFor(uint256 tokenId) internal returns (uint256) {
        try model.nonceOf(tokenId) returns (uint256 nonce) {
            if (!_rarely(10)) return nonce;
            return nonce == 0 || _rarely(2) ? nonce + 1 : nonce - 1;
        } catch {
            return 0;
        }
    }

    /// @dev A moment that's mostly to come; now, or the second before, every few times.
    function _someDeadline() internal returns (uint256) {
        uint256 dice = _below(10);
        return
            dice == 0
                ? time - 1
                : dice < 4
                    ? time
                    : time + _below(2 days);
    }
}
