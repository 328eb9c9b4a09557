// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EventTickets} from "../EventTickets.sol";
import {IERC7439} from "../interfaces/IERC7439.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {TicketFactory} from "../TicketFactory.sol";
import {EventHandler} from "./handler/EventHandler.sol";

/// @notice What holds after each of any number of calls. Only the last of these asks the model: the others
/// would find a fault that contract and model have in common.
contract InvariantsTest {
    EventHandler public handler;

    function setUp() public {
        handler = new EventHandler(new TicketFactory());
    }

    /// @dev The test runner calls this contract and no other.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_TicketsAreAllThereAndWithinTheirLimits() external view {
        if (!_hasBegun()) return;
        EventTickets tickets = handler.tickets();
        uint256 balances = tickets.balanceOf(address(tickets));
        uint256 limit = tickets.config().maxPerWallet;
        for (uint256 i = 0; i < handler.PEOPLE(); ++i) {
            address person = handler.personAt(i);
            balances += tickets.balanceOf(person);
            require(limit == 0 || tickets.purchasedBy(person) <= limit, "above the wallet limit");
        }
        require(balances == tickets.totalSupply(), "balances don't add up to the supply");
        for (uint256 i = 1; i <= tickets.ticketTypeCount(); ++i) {
            IEventSettings.TicketTypeInfo memory info = tickets.ticketTypeInfo(i);
            require(info.minted - info.invalidated <= info.supply, "above the supply");
        }
    }

    function invariant_UsedTicketsStayWhereTheyAre() external view {
        if (!_hasBegun()) return;
        EventTickets tickets = handler.tickets();
        bool souvenirs = handler.time() >= uint256(tickets.config().endsAt) + 1 days;
        for (uint256 i = 0; i < handler.pinnedCount(); ++i) {
            uint256 tokenId = handler.pinned(i);
            address holder = handler.pinnedTo(tokenId);
            bool void = tickets.tokenInfo(tokenId).status == IERC7439.TokenStatus.Void;
            if (holder == address(0) || (souvenirs && !void)) continue;
            require(tickets.ownerOf(tokenId) == holder, "a used ticket has moved");
        }
    }

    function invariant_MoneyInIsMoneyOutAndMoneyHeld() external view {
        if (!_hasBegun()) return;
        EventTickets tickets = handler.tickets();
        require(handler.held() + handler.paidOut() == handler.paidIn(), "money went or came");
        require(
            handler.moneyOf(address(tickets)) == tickets.proceeds() + tickets.refundsDue(),
            "the event's accounts"
        );
        require(handler.moneyOf(address(handler.market())) == _marketBalances(), "the market's accounts");
        require(_refundable() == tickets.refundsDue(), "refunds that are due");
        require(handler.paidAboveCap() == 0, "a price above the cap");
    }

    function invariant_TermsAreKept() external view {
        if (!_hasBegun()) return;
        IEventSettings.EventConfig memory was = handler.published();
        IEventSettings.EventConfig memory is_ = handler.tickets().config();
        require(is_.transferPolicy == was.transferPolicy && is_.currency == was.currency, "terms");
        require(is_.resaleCapBps == was.resaleCapBps && is_.royaltyBps == was.royaltyBps, "prices");
        require(is_.endsAt >= was.endsAt && is_.resaleClosesAt >= was.resaleClosesAt, "times");
        require(is_.maxPerWallet == 0 || is_.maxPerWallet >= was.maxPerWallet, "wallet limit");
    }

    function invariant_EverythingIsWhatTheModelSays() external view {
        if (_hasBegun()) handler.compare();
    }

    function _hasBegun() private view returns (bool) {
        return address(handler.tickets()) != address(0);
    }

    /// @dev What was paid for tickets that are invalidated, or for all when the event is cancelled.
    function _refundable() private view returns (uint256 total) {
        EventTickets tickets = handler.tickets();
        bool cancelled = tickets.stage() == IEventSettings.Stage.Cancelled;
        uint256 count = tickets.totalSupply();
        for (uint256 i = 0; i < count; ++i) {
            uint256 tokenId = handler.model().ids(i);
            bool void = tickets.tokenInfo(tokenId).status == IERC7439.TokenStatus.Void;
            if (cancelled || void) total += tickets.paidFor(tokenId);
        }
    }

    function _marketBalances() private view returns (uint256 total) {
        for (uint256 i = 0; i < handler.PEOPLE(); ++i) total += _marketBalance(handler.personAt(i));
        total += _marketBalance(handler.firstOwner());
    }

    function _marketBalance(address account) private view returns (uint256) {
        return handler.market().balanceOf(account, handler.currency());
    }
}
