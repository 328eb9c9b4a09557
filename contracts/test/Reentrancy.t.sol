// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EventTickets} from "../EventTickets.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {TicketFactory} from "../TicketFactory.sol";
import {RestlessReceiver} from "./mocks/RestlessReceiver.sol";
import {vm} from "./support/Vm.sol";

/// @notice A receiver of a safe transfer is asked after the ticket is its own: what it does then counts, and
/// nothing is counted twice. Tokens and payees that call back are tried in the tests of the sale and the market.
contract ReentrancyTest {
    uint256 private constant TICKET = 1_000_000_002;

    address private constant ANN = address(0xA1);
    address private constant BOB = address(0xB2);

    EventTickets private _tickets;
    RestlessReceiver private _receiver;

    function setUp() public {
        IEventSettings.EventConfig memory config;
        (config.endsAt, config.resaleClosesAt) = (type(uint40).max, type(uint40).max);
        config.transferPolicy = IEventSettings.TransferPolicy.Open;
        IEventSettings.TicketType[] memory types = new IEventSettings.TicketType[](1);
        types[0].supply = 10;
        _tickets = EventTickets(new TicketFactory().createEvent(address(this), 0, config, types));
        _receiver = new RestlessReceiver();
        _tickets.issue(ANN, 1, 3);
    }

    function test_AReceiverMaySendTheTicketOnAtOnce() public {
        _transferWith(abi.encodeCall(_tickets.transferFrom, (address(_receiver), BOB, TICKET)));
        require(_tickets.ownerOf(TICKET) == BOB && _tickets.nonceOf(TICKET) == 2, "holder");
        require(_tickets.balanceOf(address(_receiver)) == 0 && _tickets.balanceOf(BOB) == 1, "balances");
        require(_tickets.balanceOf(ANN) == 2, "the sender's balance");
    }

    function test_AReceiverCannotPullAnotherTicketOfTheSender() public {
        bytes memory data = abi.encodeCall(_tickets.transferFrom, (ANN, address(_receiver), TICKET + 1));
        try this.transferWith(data) {
            revert("another ticket was taken");
        } catch {
            require(_tickets.ownerOf(TICKET) == ANN && _tickets.balanceOf(ANN) == 3, "undone");
        }
    }

    function test_AReceiverWhoseOwnCallFailsUndoesTheTransfer() public {
        try this.transferWith(abi.encodeCall(_tickets.transferFrom, (ANN, BOB, TICKET))) {
            revert("the old holder still counted");
        } catch {
            require(_tickets.ownerOf(TICKET) == ANN, "undone");
        }
    }

    function transferWith(bytes calldata data) external {
        _transferWith(data);
    }

    function _transferWith(bytes memory data) private {
        _receiver.setCall(data);
        vm.prank(ANN);
        _tickets.safeTransferFrom(ANN, address(_receiver), TICKET);
    }
}
