// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {IEventTickets} from "../../interfaces/IEventTickets.sol";
import {ModelSettings} from "./ModelSettings.sol";

/// @title New tickets and their statuses
abstract contract ModelTickets is ModelSettings {
    function mint(IEventTickets.MintOrder[] calldata orders) external onlyOperator {
        require(orders.length != 0, IEventTickets.EmptyBatch());
        _requireOpen();
        for (uint256 i = 0; i < orders.length; ++i) {
            (bytes16 ref, uint256 ticketType, uint256 quantity) = _unpack(orders[i].item);
            require(quantity != 0, IEventTickets.EmptyOrder(ref));
            _mint(ref, orders[i].to, ticketType, quantity);
        }
    }

    function issue(address to, uint48 ticketType, uint16 quantity) external onlyOperator returns (uint256) {
        return _issue(to, ticketType, quantity);
    }

    function checkIn(uint256[] calldata tokenIds) external onlyGate {
        require(stage != IEventSettings.Stage.Cancelled, IEventSettings.EventCancelled());
        _setStatuses(tokenIds, IEventTickets.TicketStatus.Valid, IEventTickets.TicketStatus.CheckedIn);
    }

    function undoCheckIn(uint256[] calldata tokenIds) external onlyOperator {
        _setStatuses(tokenIds, IEventTickets.TicketStatus.CheckedIn, IEventTickets.TicketStatus.Valid);
        for (uint256 i = 0; i < tokenIds.length; ++i) ++_ticket(tokenIds[i]).nonce;
    }

    function invalidate(uint256[] calldata tokenIds, uint8) external onlyOperator {
        require(stage != IEventSettings.Stage.Settled, IEventSettings.EventSettled());
        bool souvenir = block.timestamp >= uint256(_config.endsAt) + 86_400;
        require(!souvenir, IEventSettings.EventEnded(_config.endsAt));
        _setStatuses(tokenIds, IEventTickets.TicketStatus.Valid, IEventTickets.TicketStatus.Invalidated);
        uint256 paid;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            ++_type(tokenIds[i] / 1_000_000_000).invalidated;
            paid += _ticket(tokenIds[i]).paid;
        }
        _openRefunds(paid);
    }

    /// @dev What was paid for tickets that were just invalidated is their holders'.
    function _openRefunds(uint256 paid) internal virtual;

    function _issue(address to, uint256 ticketType, uint256 quantity) internal returns (uint256) {
        _requireOpen();
        _type(ticketType);
        require(quantity != 0, IEventTickets.EmptyOrder(0));
        return _mint(0, to, ticketType, quantity);
    }

    function _mint(
        bytes16 ref,
        address to,
        uint256 ticketType,
        uint256 quantity
    ) private returns (uint256 first) {
        IEventSettings.TicketTypeInfo storage info = _type(ticketType);
        uint256 available = info.supply - (info.minted - info.invalidated);
        require(quantity <= available, IEventTickets.SupplyExceeded(ref, ticketType, quantity, available));
        address holder = to == address(0) ? tickets : to;
        first = ticketType * 1_000_000_000 + info.minted + 1;
        for (uint256 tokenId = first; tokenId < first + quantity; ++tokenId) {
            ids.push(tokenId);
            _tickets[tokenId].holder = holder;
        }
        info.minted += uint32(quantity);
        _balances[holder] += quantity;
    }

    function _setStatuses(
        uint256[] calldata tokenIds,
        IEventTickets.TicketStatus from,
        IEventTickets.TicketStatus to
    ) private {
        require(tokenIds.length != 0, IEventTickets.EmptyBatch());
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            IEventTickets.TicketStatus status = _ticket(tokenId).status;
            if (status != from) {
                require(
                    status != IEventTickets.TicketStatus.CheckedIn,
                    IEventTickets.TicketCheckedIn(tokenId)
                );
                require(
                    status != IEventTickets.TicketStatus.Invalidated,
                    IEventTickets.TicketInvalidated(tokenId)
                );
                revert IEventTickets.TicketNotCheckedIn(tokenId);
            }
            _ticket(tokenId).status = to;
        }
    }

    function _unpack(bytes24 item) private pure returns (bytes16, uint256, uint256) {
        return (bytes16(item), uint48(uint192(item) >> 16), uint16(uint192(item)));
    }
}
