// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7439} from "../interfaces/IERC7439.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {StatusMap} from "../libraries/StatusMap.sol";
import {TicketIds} from "../libraries/TicketIds.sol";
import {EventSettings} from "./EventSettings.sol";
import {OrderTokens} from "./OrderTokens.sol";

/// @title Valid, checked in or invalidated
/// @dev Batches are strict: the first ticket that can't be done reverts the call with its id, so that a
/// caller finds it by simulation and sends the others.
abstract contract TicketStatuses is EventSettings, OrderTokens {
    mapping(uint256 word => uint256) private _statuses;

    /// @inheritdoc IEventTickets
    function checkIn(uint256[] calldata tokenIds) external onlyGate {
        require(stage() != Stage.Cancelled, EventCancelled());
        _setStatuses(tokenIds, TicketStatus.Valid, TicketStatus.CheckedIn);
        emit TicketsCheckedIn(tokenIds);
    }

    /// @inheritdoc IEventTickets
    function undoCheckIn(uint256[] calldata tokenIds) external onlyOperator {
        _setStatuses(tokenIds, TicketStatus.CheckedIn, TicketStatus.Valid);
        for (uint256 i = 0; i < tokenIds.length; ++i) _bumpNonce(tokenIds[i], _headOf(tokenIds[i]));
        emit CheckInsUndone(tokenIds);
    }

    /// @inheritdoc IEventTickets
    function invalidate(uint256[] calldata tokenIds, uint8 reason) external onlyOperator {
        require(stage() != Stage.Settled, EventSettled());
        require(block.timestamp < _souvenirTime(), EventEnded(_endTime()));
        _setStatuses(tokenIds, TicketStatus.Valid, TicketStatus.Invalidated);
        _giveBack(tokenIds);
        _openRefunds(tokenIds);
        emit TicketsInvalidated(tokenIds, reason);
    }

    /// @inheritdoc IEventTickets
    function statusOf(uint256 tokenId) public view returns (TicketStatus) {
        _requireMinted(tokenId);
        return _statusOf(tokenId);
    }

    /// @inheritdoc IERC7439
    function tokenInfo(uint256 tokenId) external view returns (TokenInfo memory info) {
        TicketStatus status = statusOf(tokenId);
        info.expireTime = _endTime();
        if (status == TicketStatus.CheckedIn) info.status = TokenStatus.Redeemed;
        if (status == TicketStatus.Invalidated) info.status = TokenStatus.Void;
    }

    /// @dev For tokens known to exist.
    function _statusOf(uint256 tokenId) internal view returns (TicketStatus) {
        return TicketStatus(StatusMap.read(_statuses[StatusMap.wordOf(tokenId)], tokenId));
    }

    /// @dev The tickets were invalidated: what was paid for them is their holders' from now on.
    function _openRefunds(uint256[] calldata tokenIds) internal virtual;

    function _setStatuses(uint256[] calldata tokenIds, TicketStatus from, TicketStatus to) private {
        require(tokenIds.length != 0, EmptyBatch());
        uint256 lowest = type(uint256).max;
        uint256 highest;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            TicketStatus status = statusOf(tokenId);
            if (status != from) _refuse(tokenId, status);
            uint256 word = StatusMap.wordOf(tokenId);
            _statuses[word] = StatusMap.write(_statuses[word], tokenId, uint256(to));
            if (tokenId < lowest) lowest = tokenId;
            if (tokenId > highest) highest = tokenId;
        }
        emit BatchMetadataUpdate(lowest, highest);
    }

    /// @dev Counts tickets by type and writes each run of one type once.
    function _giveBack(uint256[] calldata tokenIds) private {
        uint256 openType;
        uint256 count;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            (uint256 ticketType, ) = TicketIds.split(tokenIds[i]);
            if (ticketType != openType) {
                _addInvalidated(openType, count);
                (openType, count) = (ticketType, 0);
            }
            ++count;
        }
        _addInvalidated(openType, count);
    }

    function _refuse(uint256 tokenId, TicketStatus status) private pure {
        require(status != TicketStatus.CheckedIn, TicketCheckedIn(tokenId));
        require(status != TicketStatus.Invalidated, TicketInvalidated(tokenId));
        revert TicketNotCheckedIn(tokenId);
    }
}
