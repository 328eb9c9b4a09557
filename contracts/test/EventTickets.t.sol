// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EventTickets} from "../EventTickets.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {TicketFactory} from "../TicketFactory.sol";
import {TicketModel} from "./support/TicketModel.sol";
import {vm} from "./support/Vm.sol";

/// @notice After any sequence of calls, an event's tickets are what a plain model of them says.
contract EventTicketsTest {
    uint256 private constant STEPS = 24;
    uint40 private constant ENDS_AT = 2_000_000_000;
    uint40 private constant RESALE_CLOSES_AT = ENDS_AT - 1 days;

    address private constant OWNER = address(0x0123);

    TicketFactory private _factory;
    EventTickets private _tickets;
    TicketModel private _model;
    address[5] private _people;
    uint256 private _random;

    /// @dev Kept here because the compiler takes `block.timestamp` for a constant, which `vm.warp` belies.
    uint256 private _time;

    function setUp() public {
        _factory = new TicketFactory();
    }

    /// @dev The seed alone decides what happens, so a failure repeats.
    function testFuzz_AnySequenceLeavesWhatTheModelSays(uint256 seed) public {
        _random = seed;
        _start(IEventSettings.TransferPolicy(_below(3)));
        _mint();
        for (uint256 i = 0; i < STEPS; ++i) _step();
        _compare();
    }

    function testFuzz_AnyTokenOfALongOrderCanLeaveIt(uint16 size, uint16 before, uint256 seed) public {
        _random = seed;
        _start(IEventSettings.TransferPolicy.Open);
        _mintOne(_people[1], 1, before % 600);
        _mintOne(_people[2], 1, size % 600);
        for (uint256 i = 0; i < 10 && _model.count() != 0; ++i) _transfer(_someTicket());
        _compare();
    }

    function testFuzz_UnmintedIdsDoNotExist(uint256 tokenId) public {
        _random = tokenId;
        _start(IEventSettings.TransferPolicy.Open);
        _mintOne(_people[1], 1, 20);
        if (tokenId > 1_000_000_000 && tokenId <= 1_000_000_020) return;
        _requireUnknown(tokenId);
    }

    function _start(IEventSettings.TransferPolicy policy) private {
        _time = RESALE_CLOSES_AT - 3 days;
        _passTime(0);
        IEventSettings.EventConfig memory config = IEventSettings.EventConfig({
            name: "A name of more than thirty-one bytes",
            endsAt: ENDS_AT,
            resaleClosesAt: RESALE_CLOSES_AT,
            transferPolicy: policy,
            resaleCapBps: 10_000,
            royaltyBps: 0,
            maxPerWallet: 0,
            currency: address(0)
        });
        IEventSettings.TicketType[] memory types = new IEventSettings.TicketType[](2);
        types[0] = IEventSettings.TicketType({supply: 1_200, price: 1});
        types[1] = IEventSettings.TicketType({supply: 30, price: 2});
        _tickets = EventTickets(_factory.createEvent(OWNER, bytes32(0), config, types));
        _model = new TicketModel(address(_tickets), config, types);
        _people = [address(_tickets), address(0xA1), address(0xB2), address(0xC3), address(0xD4)];
    }

    function _step() private {
        uint256 action = _below(8);
        if (action == 0) return _mint();
        if (action == 1) _passTime(_below(2 days));
        uint256 tokenId = _someTicket();
        if (tokenId == 0) return;
        if (action < 4) return _transfer(tokenId);
        if (action == 4) return _setStatus(tokenId, IEventTickets.TicketStatus.CheckedIn);
        if (action == 5) return _setStatus(tokenId, IEventTickets.TicketStatus.Valid);
        if (action == 6) return _setStatus(tokenId, IEventTickets.TicketStatus.Invalidated);
        _claim(tokenId);
    }

    function _passTime(uint256 duration) private {
        _time += duration;
        vm.warp(_time);
    }

    function _mint() private {
        IEventTickets.MintOrder[] memory orders = new IEventTickets.MintOrder[](1 + _below(4));
        for (uint256 i = 0; i < orders.length; ++i) {
            uint256 size = _below(10);
            uint256 quantity =
                size == 0
                    ? 1 + _below(300)
                    : size == 1
                        ? 15 + _below(4)
                        : 1 + _below(4);
            orders[i] = IEventTickets.MintOrder({
                to: _below(3) == 0 ? address(0) : _someone(),
                item: _item(bytes16(uint128(_next())), _below(5) == 0 ? 2 : 1, quantity)
            });
        }
        bytes memory due = _model.mint(orders);
        try _tickets.mint(orders) {
            _same("", due, "mint");
        } catch (bytes memory reason) {
            _same(reason, due, "mint");
        }
    }

    function _mintOne(address to, uint32 ticketType, uint256 quantity) private {
        if (quantity == 0) return;
        IEventTickets.MintOrder[] memory orders = new IEventTickets.MintOrder[](1);
        orders[0] = IEventTickets.MintOrder(to, _item(0, ticketType, quantity));
        _model.mint(orders);
        _tickets.mint(orders);
    }

    function _item(bytes16 ref, uint256 ticketType, uint256 quantity) private pure returns (bytes24) {
        return bytes24(abi.encodePacked(ref, uint48(ticketType), uint16(quantity)));
    }

    function _transfer(uint256 tokenId) private {
        (address holder, ) = _model.tickets(tokenId);
        address to = _someone();
        bytes memory due = _model.transfer(tokenId, holder, to, false);
        vm.prank(holder);
        try _tickets.transferFrom(holder, to, tokenId) {
            _same("", due, "transferFrom");
        } catch (bytes memory reason) {
            _same(reason, due, "transferFrom");
        }
    }

    function _claim(uint256 tokenId) private {
        address to = _someone();
        bytes memory due = _model.transfer(tokenId, address(_tickets), to, true);
        IEventTickets.Handover[] memory handovers = new IEventTickets.Handover[](1);
        handovers[0] = IEventTickets.Handover(tokenId, to);
        try _tickets.claim(handovers) {
            _same("", due, "claim");
        } catch (bytes memory reason) {
            _same(reason, due, "claim");
        }
    }

    function _setStatus(uint256 tokenId, IEventTickets.TicketStatus to) private {
        IEventTickets.TicketStatus from =
            to == IEventTickets.TicketStatus.Valid
                ? IEventTickets.TicketStatus.CheckedIn
                : IEventTickets.TicketStatus.Valid;
        bytes memory due = _model.setStatus(tokenId, from, to);
        uint256[] memory ids = new uint256[](1);
        ids[0] = tokenId;
        bytes memory call =
            to == IEventTickets.TicketStatus.Valid
                ? abi.encodeCall(IEventTickets.undoCheckIn, (ids))
                : to == IEventTickets.TicketStatus.CheckedIn
                    ? abi.encodeCall(IEventTickets.checkIn, (ids))
                    : abi.encodeCall(IEventTickets.invalidate, (ids, 3));
        (, bytes memory reason) = address(_tickets).call(call);
        _same(reason, due, "status");
    }

    function _compare() private view {
        uint256 count = _model.count();
        require(_tickets.totalSupply() == count, "total supply");
        for (uint256 i = 0; i < count; ++i) {
            uint256 tokenId = _model.ids(i);
            (address holder, IEventTickets.TicketStatus status) = _model.tickets(tokenId);
            require(_tickets.ownerOf(tokenId) == holder, "holder");
            require(_tickets.statusOf(tokenId) == status, "status");
        }
        for (uint256 i = 0; i < _people.length; ++i) {
            require(_tickets.balanceOf(_people[i]) == _model.balances(_people[i]), "balance");
        }
        for (uint256 i = 1; i <= 2; ++i) {
            uint256 minted = _tickets.ticketTypeInfo(i).minted;
            require(minted == _model.minted(i), "minted");
            require(_tickets.ticketTypeInfo(i).invalidated == _model.invalidated(i), "invalidated");
            _requireUnknown(i * 1_000_000_000);
            _requireUnknown(i * 1_000_000_000 + minted + 1);
        }
    }

    function _requireUnknown(uint256 tokenId) private view {
        try _tickets.ownerOf(tokenId) returns (address) {
            revert("an id that was never minted has an owner");
        } catch (bytes memory reason) {
            _same(reason, abi.encodeWithSignature("ERC721NonexistentToken(uint256)", tokenId), "ownerOf");
        }
    }

    function _someTicket() private returns (uint256) {
        uint256 count = _model.count();
        return count == 0 ? 0 : _model.ids(_below(count));
    }

    function _someone() private returns (address) {
        return _people[_below(_people.length)];
    }

    function _below(uint256 limit) private returns (uint256) {
        return _next() % limit;
    }

    function _next() private returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random;
    }

    function _same(bytes memory actual, bytes memory due, string memory what) private pure {
        require(keccak256(actual) == keccak256(due), what);
    }
}
