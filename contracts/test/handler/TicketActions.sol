// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventTickets} from "../../interfaces/IEventTickets.sol";
import {Choices} from "./Choices.sol";

/// @title Mints, check-ins and invalidations
abstract contract TicketActions is Choices {
    /// @notice Tickets that were checked in or invalidated, and who held them then; nobody: it was undone.
    uint256[] public pinned;
    mapping(uint256 tokenId => address) public pinnedTo;

    function _mint() internal {
        IEventTickets.MintOrder[] memory orders = new IEventTickets.MintOrder[](
            _rarely(30) ? 0 : 1 + _below(5)
        );
        address to = _someReceiver();
        for (uint256 i = 0; i < orders.length; ++i) {
            if (!_rarely(3)) to = _someReceiver();
            bytes memory item = abi.encodePacked(bytes16(uint128(_next())), _someType(), _someQuantity());
            orders[i] = IEventTickets.MintOrder(to, bytes24(item));
        }
        _call(_someOperator(), abi.encodeCall(tickets.mint, (orders)));
    }

    function _issue() internal {
        _call(
            _someOperator(),
            abi.encodeCall(tickets.issue, (_someReceiver(), _someType(), _someQuantity()))
        );
    }

    function _checkIn() internal {
        uint256[] memory tokenIds = _someTickets();
        address caller = _rarely(2) ? _gate : _someOperator();
        if (_call(caller, abi.encodeCall(tickets.checkIn, (tokenIds)))) _pin(tokenIds);
    }

    function _undoCheckIn() internal {
        uint256[] memory tokenIds = _someTickets();
        if (!_call(_someOperator(), abi.encodeCall(tickets.undoCheckIn, (tokenIds)))) return;
        for (uint256 i = 0; i < tokenIds.length; ++i) delete pinnedTo[tokenIds[i]];
    }

    function _invalidate() internal {
        uint256[] memory tokenIds = _someTickets();
        bytes memory data = abi.encodeCall(tickets.invalidate, (tokenIds, uint8(_below(5))));
        if (_call(_someOperator(), data)) _pin(tokenIds);
    }

    /// @notice How many tickets were ever checked in or invalidated.
    function pinnedCount() external view returns (uint256) {
        return pinned.length;
    }

    function _pin(uint256[] memory tokenIds) private {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            pinned.push(tokenIds[i]);
            pinnedTo[tokenIds[i]] = tickets.ownerOf(tokenIds[i]);
        }
    }

    /// @dev Mostly the large type, now and then one that there isn't.
    function _someType() internal returns (uint48) {
        uint256 dice = _below(40);
        if (dice == 0) return type(uint48).max - uint48(_below(2));
        if (dice == 1) return uint48(_below(5));
        return dice < 12 ? 2 : 1;
    }

    /// @dev Around the sizes at which runs are kept in another way, now and then.
    function _someQuantity() internal returns (uint16) {
        uint256 dice = _below(60);
        if (dice == 0) return type(uint16).max;
        if (dice == 1) return 0;
        if (dice == 2) return uint16(1 + _below(300));
        if (dice < 6) return uint16(15 + _below(4));
        return uint16(1 + _below(3));
    }
}
