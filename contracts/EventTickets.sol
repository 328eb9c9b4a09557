// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {TicketStatuses} from "./base/TicketStatuses.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {IEventTickets} from "./interfaces/IEventTickets.sol";
import {TicketIds} from "./libraries/TicketIds.sol";

/// @title The tickets of one event
/// @dev See IEventTickets for what each function promises. Who owns what is kept by OrderTokens, rights by
/// EventRoles, terms and ticket types by EventSettings, check-ins by TicketStatuses; here they meet: minting
/// and the transfer policy.
contract EventTickets is TicketStatuses {
    bytes4 private constant ERC4906_ID = 0x49064906;
    uint256 private constant SOUVENIR_DELAY = 24 hours;

    /// @inheritdoc IEventTickets
    function mint(MintOrder[] calldata orders) external onlyOperator {
        require(orders.length != 0, EmptyBatch());
        bytes32[] memory packed = new bytes32[](orders.length + 1);
        uint256 openType;
        address holder;
        uint256 first;
        uint256 next;
        uint256 end;
        // Ids have 62 bits at most and a quantity is held against what is left: nothing here can overflow.
        unchecked {
            for (uint256 i = 0; i < orders.length;) {
                (address to, uint256 ticketType, uint256 quantity, bytes32 ref) = _read(orders[i]);
                if (ticketType != openType) {
                    _closeType(openType, holder, first, next);
                    (next, end) = _openType(ticketType);
                    (openType, holder, first) = (ticketType, to, next);
                } else if (to != holder) {
                    _openRun(holder, first, next - first);
                    (holder, first) = (to, next);
                }
                if (quantity == 0 || quantity > end - next) _refuseOrder(orders[i], end - next);
                packed[++i] = ref | bytes32((next << 64) | quantity);
                next = _emitMinted(to, next, next + quantity);
            }
        }
        _closeType(openType, holder, first, next);
        _emitOrdersMinted(packed);
    }

    /// @inheritdoc IEventTickets
    function operatorTransfer(uint256 tokenId, address to) external onlyOperator {
        _update(address(this), to, tokenId, address(0));
    }

    /// @inheritdoc IEventTickets
    function ticketTypeOf(uint256 tokenId) external view returns (uint256 ticketType) {
        _requireMinted(tokenId);
        (ticketType, ) = TicketIds.split(tokenId);
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        return !_isMovable(statusOf(tokenId), false);
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        _requireMinted(tokenId);
        string memory base = contractURI();
        return bytes(base).length == 0 ? "" : string.concat(base, "/", Strings.toString(tokenId));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IEventTickets).interfaceId ||
            interfaceId == ERC4906_ID;
    }

    function _exists(uint256 tokenId) internal view override returns (bool) {
        (uint256 ticketType, uint256 serial) = TicketIds.split(tokenId);
        return serial != 0 && serial <= _minted(ticketType);
    }

    function _requireMovable(uint256 tokenId, address auth) internal view override {
        TicketStatus status = _statusOf(tokenId);
        if (_isMovable(status, auth == address(0))) return;
        require(status != TicketStatus.Invalidated, TicketInvalidated(tokenId));
        require(status != TicketStatus.CheckedIn, TicketCheckedIn(tokenId));
        revert TransferLocked(tokenId);
    }

    /// @dev The transfer policy, whole. The organiser's operators aren't bound by who may move, only by the
    /// status.
    function _isMovable(TicketStatus status, bool byOrganiser) private view returns (bool) {
        if (status == TicketStatus.Invalidated) return false;
        if (block.timestamp >= _endTime() + SOUVENIR_DELAY) return true;
        return status == TicketStatus.Valid && (byOrganiser || _isOpenToHolders());
    }

    /// @dev Reads an order without the compiler's check of each field, which costs more than the rest of the
    /// loop. The address is masked; a type or a quantity that is too wide for its field is refused like any
    /// other unknown type or unavailable quantity.
    function _read(
        MintOrder calldata order
    ) private view returns (address to, uint256 ticketType, uint256 quantity, bytes32 ref) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            to := shr(96, shl(96, calldataload(order)))
            ticketType := calldataload(add(order, 0x20))
            quantity := calldataload(add(order, 0x40))
            ref := shl(128, shr(128, calldataload(add(order, 0x60))))
        }
        if (to == address(0)) to = address(this);
    }

    /// @dev ERC-721's `Transfer(address(0), to, tokenId)` for the ids from `first` to below `end`, which it
    /// returns.
    function _emitMinted(address to, uint256 first, uint256 end) private returns (uint256) {
        bytes32 topic = Transfer.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            for {
                let tokenId := first
            } lt(tokenId, end) {
                tokenId := add(tokenId, 1)
            } {
                log4(0, 0, topic, 0, to, tokenId)
            }
        }
        return end;
    }

    /// @dev Emits `OrdersMinted(packed[1:])` where it stands in memory: the array's own length and first
    /// element become the ABI's offset and length, which saves a copy.
    function _emitOrdersMinted(bytes32[] memory packed) private {
        bytes32 topic = OrdersMinted.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let count := sub(mload(packed), 1)
            mstore(packed, 0x20)
            mstore(add(packed, 0x20), count)
            log1(packed, shl(5, add(count, 2)), topic)
        }
    }

    /// @dev The id that the type's next ticket gets, and the id after the last one that its supply allows:
    /// invalidated tickets keep their serial but not their place.
    function _openType(uint256 ticketType) private view returns (uint256 next, uint256 end) {
        TicketTypeInfo memory info = ticketTypeInfo(ticketType);
        next = TicketIds.make(ticketType, uint256(info.minted) + 1);
        uint256 serials = Math.min(uint256(info.supply) + info.invalidated, TicketIds.SUPPLY_MAX);
        end = TicketIds.make(ticketType, serials + 1);
    }

    /// @dev Writes down the open run of tickets and how far its type has been minted.
    function _closeType(uint256 ticketType, address holder, uint256 first, uint256 next) private {
        if (ticketType == 0) return;
        _openRun(holder, first, next - first);
        _setMinted(ticketType, next - TicketIds.make(ticketType, 1));
    }

    function _refuseOrder(MintOrder calldata order, uint256 available) private pure {
        require(order.ticketType != 0, UnknownTicketType(0));
        require(order.quantity != 0, EmptyOrder(order.ref));
        revert SupplyExceeded(order.ref, order.ticketType, order.quantity, available);
    }
}
