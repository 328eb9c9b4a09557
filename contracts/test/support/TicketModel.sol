// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {IEventTickets} from "../../interfaces/IEventTickets.sol";

/// @title What an event's tickets should do, told the plain way
/// @notice One slot for each fact, no packing, no runs. Every action returns the revert that is due, or
/// nothing.
contract TicketModel {
    struct Ticket {
        address holder;
        IEventTickets.TicketStatus status;
    }

    address public immutable custody;
    IEventSettings.TransferPolicy public immutable policy;
    uint256 public immutable resaleClosesAt;
    uint256 public immutable endsAt;

    uint256[] public ids;
    mapping(uint256 tokenId => Ticket) public tickets;
    mapping(uint256 ticketType => uint256) public minted;
    mapping(uint256 ticketType => uint256) public invalidated;
    mapping(uint256 ticketType => uint256) public supply;
    mapping(address holder => uint256) public balances;

    constructor(
        address custody_,
        IEventSettings.EventConfig memory config,
        IEventSettings.TicketType[] memory types
    ) {
        custody = custody_;
        policy = config.transferPolicy;
        resaleClosesAt = config.resaleClosesAt;
        endsAt = config.endsAt;
        for (uint256 i = 0; i < types.length; ++i) supply[i + 1] = types[i].supply;
    }

    function count() external view returns (uint256) {
        return ids.length;
    }

    /// @dev All or nothing: what is due is found on the counters before anything is written.
    function mint(IEventTickets.MintOrder[] calldata orders) external returns (bytes memory) {
        uint256[3] memory asked;
        for (uint256 i = 0; i < orders.length; ++i) {
            IEventTickets.MintOrder calldata order = orders[i];
            (bytes16 ref, uint256 ticketType, uint256 quantity) = unpack(order);
            uint256 issued = minted[ticketType] - invalidated[ticketType];
            uint256 available = supply[ticketType] - issued - asked[ticketType];
            if (quantity > available) {
                return
                    abi.encodeWithSelector(
                        IEventTickets.SupplyExceeded.selector,
                        ref,
                        ticketType,
                        quantity,
                        available
                    );
            }
            asked[ticketType] += quantity;
        }
        for (uint256 i = 0; i < orders.length; ++i) _mint(orders[i]);
        return "";
    }

    function transfer(
        uint256 tokenId,
        address from,
        address to,
        bool byOperator
    ) external returns (bytes memory) {
        Ticket storage ticket = tickets[tokenId];
        if (byOperator && ticket.holder != from) {
            return abi.encodeWithSelector(IEventTickets.NotInCustody.selector, tokenId, ticket.holder);
        }
        if (ticket.holder != from) {
            return
                abi.encodeWithSelector(
                    IERC721Errors.ERC721IncorrectOwner.selector,
                    from,
                    tokenId,
                    ticket.holder
                );
        }
        if (!byOperator && to == custody) {
            return abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, to);
        }
        if (ticket.status == IEventTickets.TicketStatus.Invalidated) {
            return abi.encodeWithSelector(IEventTickets.TicketInvalidated.selector, tokenId);
        }
        if (block.timestamp < endsAt + 24 hours) {
            if (ticket.status == IEventTickets.TicketStatus.CheckedIn) {
                return abi.encodeWithSelector(IEventTickets.TicketCheckedIn.selector, tokenId);
            }
            bool open = policy == IEventSettings.TransferPolicy.Open && block.timestamp < resaleClosesAt;
            if (!byOperator && !open) {
                return abi.encodeWithSelector(IEventTickets.TransferLocked.selector, tokenId);
            }
        }
        --balances[from];
        ++balances[to];
        ticket.holder = to;
        return "";
    }

    function setStatus(
        uint256 tokenId,
        IEventTickets.TicketStatus from,
        IEventTickets.TicketStatus to
    ) external returns (bytes memory) {
        Ticket storage ticket = tickets[tokenId];
        if (ticket.status == from) {
            ticket.status = to;
            if (to == IEventTickets.TicketStatus.Invalidated) ++invalidated[tokenId / 1_000_000_000];
            return "";
        }
        if (ticket.status == IEventTickets.TicketStatus.CheckedIn) {
            return abi.encodeWithSelector(IEventTickets.TicketCheckedIn.selector, tokenId);
        }
        if (ticket.status == IEventTickets.TicketStatus.Invalidated) {
            return abi.encodeWithSelector(IEventTickets.TicketInvalidated.selector, tokenId);
        }
        return abi.encodeWithSelector(IEventTickets.TicketNotCheckedIn.selector, tokenId);
    }

    function unpack(
        IEventTickets.MintOrder calldata order
    ) public pure returns (bytes16 ref, uint256 ticketType, uint256 quantity) {
        uint256 item = uint192(order.item);
        return (bytes16(order.item), uint48(item >> 16), uint16(item));
    }

    function _mint(IEventTickets.MintOrder calldata order) private {
        address to = order.to == address(0) ? custody : order.to;
        (, uint256 ticketType, uint256 quantity) = unpack(order);
        for (uint256 i = 0; i < quantity; ++i) {
            uint256 tokenId = ticketType * 1_000_000_000 + ++minted[ticketType];
            tickets[tokenId].holder = to;
            ids.push(tokenId);
        }
        balances[to] += quantity;
    }
}
