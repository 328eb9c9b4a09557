// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cast} from "./Cast.sol";

/// @title Whether an event's contract and its model tell the same
abstract contract Comparison is Cast {
    /// @notice Reverts with what differs.
    function compare() external view {
        _compareEvent();
        uint256 count = model.totalSupply();
        for (uint256 i = 0; i < count; ++i) _compareTicket(model.ids(i));
        for (uint256 i = 0; i < PEOPLE; ++i) _compareAccount(_people[i]);
        _compareAccount(address(tickets));
        _compareAccount(firstOwner);
        _compareMoney();
    }

    function _compareEvent() private view {
        _same(abi.encodeCall(tickets.stage, ()));
        _same(abi.encodeCall(tickets.config, ()));
        _same(abi.encodeCall(tickets.owner, ()));
        _same(abi.encodeCall(tickets.pendingOwner, ()));
        _same(abi.encodeCall(tickets.totalSupply, ()));
        for (uint256 i = 0; i <= tickets.ticketTypeCount() + 1; ++i) {
            _same(abi.encodeCall(tickets.ticketTypeInfo, (i)));
            _same(abi.encodeCall(tickets.ownerOf, (i * 1_000_000_000)));
        }
        for (uint256 i = 1; i <= tickets.ticketTypeCount(); ++i) {
            uint256 minted = tickets.ticketTypeInfo(i).minted;
            _same(abi.encodeCall(tickets.ownerOf, (i * 1_000_000_000 + minted + 1)));
        }
    }

    function _compareTicket(uint256 tokenId) private view {
        _same(abi.encodeCall(tickets.ownerOf, (tokenId)));
        _same(abi.encodeCall(tickets.statusOf, (tokenId)));
        _same(abi.encodeCall(tickets.nonceOf, (tokenId)));
        _same(abi.encodeCall(tickets.paidFor, (tokenId)));
        _same(abi.encodeCall(tickets.getApproved, (tokenId)));
        _same(abi.encodeCall(tickets.locked, (tokenId)));
    }

    function _compareAccount(address account) private view {
        _same(abi.encodeCall(tickets.balanceOf, (account)));
        _same(abi.encodeCall(tickets.purchasedBy, (account)));
        _same(abi.encodeCall(tickets.isOperator, (account)));
        _same(abi.encodeCall(tickets.isGate, (account)));
        require(
            market.balanceOf(account, currency) == model.balanceOf(account, currency),
            "what the market holds for somebody"
        );
    }

    function _compareMoney() private view {
        _same(abi.encodeCall(tickets.proceeds, ()));
        _same(abi.encodeCall(tickets.refundsDue, ()));
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address purse = purseAt(i);
            require(moneyOf(purse) == model.received(purse), "what somebody was paid");
        }
    }

    function _same(bytes memory data) private view {
        (bool ok, bytes memory result) = address(tickets).staticcall(data);
        (bool due, bytes memory dueResult) = address(model).staticcall(data);
        bool same = ok == due && keccak256(result) == keccak256(dueResult);
        require(same, NotWhatTheModelSays(data, result, dueResult));
    }
}
