// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {EventTickets} from "../EventTickets.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {TicketFactory} from "../TicketFactory.sol";
import {Random} from "./support/Random.sol";
import {vm} from "./support/Vm.sol";

/// @notice An order of any size, wherever its ids begin, belongs to its holder, and any ticket can leave it.
contract LongOrdersTest is Random {
    uint256 private constant FIRST = 1_000_000_001;
    uint256 private constant MOVES = 12;

    address private constant ANN = address(0xA1);
    address private constant BOB = address(0xB2);
    address private constant CAT = address(0xC3);

    EventTickets private _tickets;
    mapping(uint256 tokenId => address) private _holders;

    function setUp() public {
        TicketFactory factory = new TicketFactory();
        IEventSettings.EventConfig memory config;
        (config.endsAt, config.resaleClosesAt) = (type(uint40).max, type(uint40).max);
        config.transferPolicy = IEventSettings.TransferPolicy.Open;
        IEventSettings.TicketType[] memory types = new IEventSettings.TicketType[](1);
        types[0].supply = 5_000;
        _tickets = EventTickets(factory.createEvent(address(this), 0, config, types));
    }

    function testFuzz_AnyTicketOfALongOrderCanLeaveIt(uint16 before, uint16 size, uint256 seed) public {
        _seed(seed);
        uint256 count = _issue(ANN, uint16(1 + (before % 600)));
        count += _issue(BOB, uint16(1 + (size % 600)));
        for (uint256 i = 0; i < MOVES; ++i) _transfer(FIRST + _below(count), _below(2) == 0 ? CAT : ANN);
        _compare(count);
    }

    function testFuzz_IdsThatWereNotMintedDoNotExist(uint256 tokenId) public {
        uint256 count = _issue(ANN, 20);
        if (tokenId >= FIRST && tokenId < FIRST + count) return;
        _requireUnknown(tokenId);
    }

    function _issue(address to, uint16 quantity) private returns (uint256) {
        uint256 first = _tickets.issue(to, 1, quantity);
        for (uint256 i = 0; i < quantity; ++i) _holders[first + i] = to;
        return quantity;
    }

    function _transfer(uint256 tokenId, address to) private {
        vm.prank(_holders[tokenId]);
        _tickets.transferFrom(_holders[tokenId], to, tokenId);
        _holders[tokenId] = to;
    }

    function _compare(uint256 count) private view {
        address[3] memory people = [ANN, BOB, CAT];
        uint256[3] memory balances;
        for (uint256 tokenId = FIRST; tokenId < FIRST + count; ++tokenId) {
            address holder = _tickets.ownerOf(tokenId);
            require(holder == _holders[tokenId], "holder");
            for (uint256 i = 0; i < 3; ++i) if (people[i] == holder) ++balances[i];
        }
        for (uint256 i = 0; i < 3; ++i) require(_tickets.balanceOf(people[i]) == balances[i], "balance");
        _requireUnknown(FIRST + count);
    }

    function _requireUnknown(uint256 tokenId) private view {
        try _tickets.ownerOf(tokenId) returns (address) {
            revert("an id that was never minted has an owner");
        } catch (bytes memory reason) {
            bytes memory due = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId);
            require(keccak256(reason) == keccak256(due), "reason");
        }
    }
}
