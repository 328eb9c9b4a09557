// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IPlainTickets} from "./IPlainTickets.sol";
import {PlainEvent} from "./PlainEvent.sol";

/// @title An event on OpenZeppelin's ERC721, check-ins in its BitMaps
contract OpenZeppelinTickets is ERC721, PlainEvent {
    using BitMaps for BitMaps.BitMap;

    BitMaps.BitMap private _checkedIn;

    constructor() ERC721("", "") {}

    /// @inheritdoc IPlainTickets
    function mint(Order[] calldata orders) external onlyOperator {
        uint256 tokenId = _lastId();
        for (uint256 i = 0; i < orders.length; ++i) {
            address to = orders[i].to;
            uint256 end = tokenId + orders[i].quantity;
            while (tokenId < end) _mint(to, ++tokenId);
        }
        _setLastId(tokenId);
    }

    /// @inheritdoc IPlainTickets
    function checkIn(uint256[] calldata tokenIds) external onlyOperator {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            _requireOwned(tokenId);
            _requireNotCheckedIn(tokenId);
            _checkedIn.set(tokenId);
        }
        emit TicketsCheckedIn(tokenIds);
    }

    /// @inheritdoc IPlainTickets
    function undoCheckIn(uint256[] calldata tokenIds) external onlyOperator {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            require(_checkedIn.get(tokenId), TicketNotCheckedIn(tokenId));
            _checkedIn.unset(tokenId);
        }
        emit CheckInsUndone(tokenIds);
    }

    /// @inheritdoc IPlainTickets
    function invalidate(uint256[] calldata tokenIds) external onlyOperator {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            _requireNotCheckedIn(tokenIds[i]);
            _burn(tokenIds[i]);
        }
    }

    /// @inheritdoc IPlainTickets
    function move(Move[] calldata moves) external onlyOperator {
        for (uint256 i = 0; i < moves.length; ++i) {
            uint256 tokenId = moves[i].tokenId;
            _requireNotCheckedIn(tokenId);
            _transfer(_requireOwned(tokenId), moves[i].to, tokenId);
        }
    }

    function name() public view override returns (string memory) {
        return _eventName;
    }

    function _requireNotCheckedIn(uint256 tokenId) private view {
        require(!_checkedIn.get(tokenId), TicketCheckedIn(tokenId));
    }
}
