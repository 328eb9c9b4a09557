// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "solady/src/tokens/ERC721.sol";
import {LibBitmap} from "solady/src/utils/LibBitmap.sol";
import {IPlainTickets} from "./IPlainTickets.sol";
import {PlainEvent} from "./PlainEvent.sol";

/// @title An event on Solady's ERC721, check-ins in its LibBitmap
contract SoladyTickets is ERC721, PlainEvent {
    using LibBitmap for LibBitmap.Bitmap;

    LibBitmap.Bitmap private _checkedIn;

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
            require(_exists(tokenId), TokenDoesNotExist());
            _requireNotCheckedIn(tokenId);
            _checkedIn.set(tokenId);
        }
        emit TicketsCheckedIn(tokenIds);
    }

    /// @notice The same with the check-in in the 96 spare bits of the token's owner slot.
    function checkInPacked(uint256[] calldata tokenIds) external onlyOperator {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            require(_exists(tokenId), TokenDoesNotExist());
            require(_getExtraData(tokenId) == 0, TicketCheckedIn(tokenId));
            _setExtraData(tokenId, 1);
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
            _transfer(ownerOf(tokenId), moves[i].to, tokenId);
        }
    }

    function name() public view override returns (string memory) {
        return _eventName;
    }

    function symbol() public pure override returns (string memory) {
        return "";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }

    function _requireNotCheckedIn(uint256 tokenId) private view {
        require(!_checkedIn.get(tokenId), TicketCheckedIn(tokenId));
    }
}
