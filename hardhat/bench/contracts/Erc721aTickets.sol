// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {IPlainTickets} from "./IPlainTickets.sol";
import {PlainEvent} from "./PlainEvent.sol";

/// @title An event on ERC721A, check-ins in OpenZeppelin's BitMaps
/// @dev Ids begin with 0, as they must in a clone: the counter is set in the constructor alone.
contract Erc721aTickets is ERC721A, PlainEvent {
    using BitMaps for BitMaps.BitMap;

    BitMaps.BitMap private _checkedIn;

    constructor() ERC721A("", "") {}

    /// @inheritdoc IPlainTickets
    function mint(Order[] calldata orders) external onlyOperator {
        for (uint256 i = 0; i < orders.length; ++i) _mint(orders[i].to, orders[i].quantity);
        _requireSupply(_nextTokenId());
    }

    /// @inheritdoc IPlainTickets
    function checkIn(uint256[] calldata tokenIds) external onlyOperator {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            require(_exists(tokenId), OwnerQueryForNonexistentToken());
            _requireNotCheckedIn(tokenId);
            _checkedIn.set(tokenId);
        }
        emit TicketsCheckedIn(tokenIds);
    }

    /// @notice The same with the check-in in the 24 spare bits of the token's owner slot.
    /// @dev Tokens without a slot of their own share that of the order's first one, so both this token and the
    /// one after it need their own first.
    function checkInPacked(uint256[] calldata tokenIds) external onlyOperator {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            require(_ownershipOf(tokenId).extraData == 0, TicketCheckedIn(tokenId));
            _initializeOwnershipAt(tokenId);
            if (tokenId + 1 < _nextTokenId()) _initializeOwnershipAt(tokenId + 1);
            _setExtraDataAt(tokenId, 1);
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
            transferFrom(ownerOf(tokenId), moves[i].to, tokenId);
        }
    }

    /// @dev ERC721A moves a token by its public function alone, so operators count as approved for everything.
    function isApprovedForAll(address holder, address operator) public view override returns (bool) {
        return _isOperator(operator) || super.isApprovedForAll(holder, operator);
    }

    function name() public view override returns (string memory) {
        return _eventName;
    }

    /// @dev A ticket that was checked in stays so when it moves.
    function _extraData(address, address, uint24 previous) internal pure override returns (uint24) {
        return previous;
    }

    function _requireNotCheckedIn(uint256 tokenId) private view {
        require(!_checkedIn.get(tokenId), TicketCheckedIn(tokenId));
    }
}
