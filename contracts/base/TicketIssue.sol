// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {TicketIds} from "../libraries/TicketIds.sol";
import {TicketStatuses} from "./TicketStatuses.sol";

/// @title New tickets
/// @dev `_takeDistinct` and `_takeRun` are the hot loops: an order costs two new slots and its logs, and as
/// little else as can be. Dirty upper bytes of an address are masked by the one and refused by the other.
abstract contract TicketIssue is TicketStatuses {
    /// @dev Where `mint` stands. In memory, because the loops have no room for it on the stack.
    /// @param order where in calldata the next order is
    /// @param finish where in calldata the orders end
    /// @param note where in memory the next order is to be noted
    /// @param next the id that the type's next ticket gets
    /// @param end the id after the last that the type's supply allows
    struct Minting {
        uint256 order;
        uint256 finish;
        uint256 note;
        uint256 ticketType;
        uint256 next;
        uint256 end;
    }

    uint256 private constant NO_TYPE = type(uint256).max;

    /// @dev Bytes of an order in calldata.
    uint256 private constant ORDER_SIZE = 0x40;

    /// @dev Bytes that `OrdersMinted` says of an order.
    uint256 private constant NOTE_SIZE = 24;

    /// @inheritdoc IEventTickets
    function mint(MintOrder[] calldata orders) external onlyOperator {
        require(orders.length != 0, EmptyBatch());
        _requireOpen();
        bytes memory notes = new bytes(0x40 + orders.length * NOTE_SIZE);
        Minting memory m = _start(orders, notes);
        while (m.order != m.finish) {
            uint256 ticketType = _typeOf(_orderAt(m.order));
            if (ticketType != m.ticketType) {
                _closeType(m);
                _openType(m, ticketType);
            }
            (uint256 order, uint256 first) = (m.order, m.next);
            _takeDistinct(m);
            if (m.order == order && !_takeRun(m)) _refuseOrder(order, first, m.end);
            if (m.next > m.end) _refuseOrder(order, first, m.end);
        }
        _closeType(m);
        _emitOrdersMinted(notes, orders.length * NOTE_SIZE);
    }

    /// @inheritdoc IEventTickets
    function issue(
        address to,
        uint48 ticketType,
        uint16 quantity
    ) external onlyOperator returns (uint256 firstTokenId) {
        firstTokenId = _issue(uint160(to == address(0) ? address(this) : to), ticketType, quantity);
        emit OrdersMinted(abi.encodePacked(bytes16(0), uint48(firstTokenId), quantity));
    }

    /// @dev Mints one order and emits its `Transfer`s.
    /// @param head as in `_openRun`
    function _issue(uint256 head, uint256 ticketType, uint256 quantity) internal returns (uint256 first) {
        _requireOpen();
        Minting memory m;
        _openType(m, ticketType);
        first = m.next;
        uint256 available = m.end - first;
        _requireType(ticketType);
        require(quantity != 0, EmptyOrder(0));
        require(quantity <= available, SupplyExceeded(0, ticketType, quantity, available));
        m.next += quantity;
        _openRun(head, first, quantity);
        _closeType(m);
        address to = _holderIn(head);
        for (uint256 tokenId = first; tokenId < m.next; ++tokenId) emit Transfer(address(0), to, tokenId);
    }

    /// @dev Takes small orders as long as each is for another holder than the next: writes down owner and
    /// balance, emits `Transfer`s and notes the order. Stops before another type, an empty or a large order,
    /// custody, and a run. Whether the supply allows them is for the caller to see.
    function _takeDistinct(Minting memory m) private {
        bytes32 topic = Transfer.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let order := mload(m)
            let note := mload(add(m, 0x40))
            let ticketType := shl(16, mload(add(m, 0x60)))
            let next := mload(add(m, 0x80))
            mstore(0, 0)
            mstore(0x20, _balances.slot)
            for {} 1 {} {
                // With the right type, what is left below the ref is the quantity; with a wrong one it's
                // larger than any. A quantity of zero wraps.
                let item := xor(shr(64, calldataload(add(order, 0x20))), ticketType)
                let quantity := and(item, 0xffffffffffffffff)
                calldatacopy(0x0c, add(order, 0x0c), 0x14)
                let to := mload(0)
                if iszero(mul(lt(sub(quantity, 1), SCAN_MAX), to)) {
                    break
                }
                order := add(order, 0x40)
                if eq(calldataload(order), to) {
                    order := sub(order, 0x40)
                    break
                }

                sstore(add(_heads.slot, next), or(to, shl(160, eq(quantity, 1))))
                let balance_ := keccak256(0, 0x40)
                sstore(balance_, add(sload(balance_), quantity))

                mstore(note, shl(64, or(item, shl(16, next))))
                note := add(note, NOTE_SIZE)
                for {
                    quantity := add(next, quantity)
                } 1 {} {
                    log4(0, 0, topic, 0, to, next)
                    next := add(next, 1)
                    if eq(next, quantity) {
                        break
                    }
                }
                if eq(order, mload(add(m, 0x20))) {
                    break
                }
            }
            mstore(m, order)
            mstore(add(m, 0x40), note)
            mstore(add(m, 0x80), next)
        }
    }

    /// @dev Takes an order and those after it for the same holder and type, as far as the supply goes: together
    /// they are one run.
    /// @return taken whether it took any
    function _takeRun(Minting memory m) private returns (bool taken) {
        MintOrder calldata head = _orderAt(m.order);
        address to = head.to == address(0) ? address(this) : head.to;
        uint256 first = m.next;
        bytes32 topic = Transfer.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let order := mload(m)
            let note := mload(add(m, 0x40))
            let ticketType := shl(16, mload(add(m, 0x60)))
            let next := first
            let end := mload(add(m, 0xa0))
            for {} 1 {} {
                let item := xor(shr(64, calldataload(add(order, 0x20))), ticketType)
                let quantity := and(item, 0xffffffffffffffff)
                if iszero(lt(sub(quantity, 1), 0xffff)) {
                    break
                }
                if gt(quantity, sub(end, next)) {
                    break
                }
                if xor(calldataload(order), calldataload(head)) {
                    break
                }
                order := add(order, 0x40)

                mstore(note, shl(64, or(item, shl(16, next))))
                note := add(note, NOTE_SIZE)
                for {
                    quantity := add(next, quantity)
                } 1 {} {
                    log4(0, 0, topic, 0, to, next)
                    next := add(next, 1)
                    if eq(next, quantity) {
                        break
                    }
                }
                if eq(order, mload(add(m, 0x20))) {
                    break
                }
            }
            mstore(m, order)
            mstore(add(m, 0x40), note)
            mstore(add(m, 0x80), next)
        }
        taken = m.next != first;
        if (taken) _openRun(uint160(to), first, m.next - first);
    }

    /// @dev Emits `OrdersMinted(notes[32:32 + length])` where it stands in memory, which saves a copy: the
    /// array's own length and first word become the ABI's offset and length.
    function _emitOrdersMinted(bytes memory notes, uint256 length) private {
        bytes32 topic = OrdersMinted.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(notes, 0x20)
            mstore(add(notes, 0x20), length)
            log1(notes, add(0x40, and(add(length, 0x1f), not(0x1f))), topic)
        }
    }

    function _start(MintOrder[] calldata orders, bytes memory notes) private pure returns (Minting memory m) {
        m.ticketType = NO_TYPE;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(m, orders.offset)
            mstore(add(m, 0x20), add(orders.offset, shl(6, orders.length)))
            mstore(add(m, 0x40), add(notes, 0x40))
        }
    }

    /// @dev Invalidated tickets keep their serial but not their place in the supply.
    function _openType(Minting memory m, uint256 ticketType) private view {
        TicketTypeInfo memory info = _typeInfo(ticketType);
        uint256 serials = Math.min(uint256(info.supply) + info.invalidated, TicketIds.SUPPLY_MAX);
        m.ticketType = ticketType;
        m.next = TicketIds.make(ticketType, uint256(info.minted) + 1);
        m.end = TicketIds.make(ticketType, serials + 1);
    }

    /// @dev Writes down how far the open type has been minted.
    function _closeType(Minting memory m) private {
        if (m.ticketType == NO_TYPE) return;
        _setMinted(m.ticketType, m.next - TicketIds.make(m.ticketType, 1));
    }

    /// @dev Says which order, from this one on, can't be minted, and why.
    function _refuseOrder(uint256 order, uint256 next, uint256 end) private view {
        for (; ; order += ORDER_SIZE) {
            MintOrder calldata refused = _orderAt(order);
            (uint256 ticketType, uint256 quantity) = (_typeOf(refused), uint16(uint192(refused.item)));
            require(quantity != 0, EmptyOrder(bytes16(refused.item)));
            _requireType(ticketType);
            uint256 available = end - next;
            require(
                quantity <= available,
                SupplyExceeded(bytes16(refused.item), ticketType, quantity, available)
            );
            next += quantity;
        }
    }

    function _orderAt(uint256 place) private pure returns (MintOrder calldata order) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            order := place
        }
    }

    function _typeOf(MintOrder calldata order) private pure returns (uint256) {
        return uint48(uint192(order.item) >> 16);
    }
}
