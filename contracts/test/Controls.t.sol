// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {EventTickets} from "../EventTickets.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {TicketFactory} from "../TicketFactory.sol";
import {EventHandler} from "./handler/EventHandler.sol";
import {InvariantsTest} from "./Invariants.t.sol";
import {vm} from "./support/Vm.sol";

/// @notice The checks can fail: each invariant sees the lie that it's there for, the comparison sees a call that
/// the model didn't hear of, and random calls reach every function, with success and without.
contract ControlsTest {
    /// @dev A seed after whose first steps an event is on that has everything the tests below need.
    uint256 private constant SEED = 4;
    uint256 private constant SEED_STEPS = 25;

    uint256 private constant STEPS = 40;

    InvariantsTest private _invariants;
    EventHandler private _handler;
    EventTickets private _tickets;

    /// @dev An event with tickets sold, some of them used.
    function setUp() public {
        _invariants = new InvariantsTest();
        _invariants.setUp();
        _handler = _invariants.handler();
        _run(_handler, SEED, SEED_STEPS);
        _tickets = _handler.tickets();
        require(_isOnAndUsed(), "another seed is needed");
        _invariants.invariant_EverythingIsWhatTheModelSays();
    }

    function test_ABalanceTooHighIsSeen() public {
        bytes memory call = abi.encodeCall(_tickets.balanceOf, (address(_tickets)));
        _requireSeen(
            call,
            abi.encode(1 << 100),
            _invariants.invariant_TicketsAreAllThereAndWithinTheirLimits
        );
    }

    function test_APurchaseAboveTheLimitIsSeen() public {
        bytes memory call = abi.encodeCall(_tickets.purchasedBy, (_handler.personAt(0)));
        _requireSeen(
            call,
            abi.encode(1 << 100),
            _invariants.invariant_TicketsAreAllThereAndWithinTheirLimits
        );
    }

    function test_ASupplyThatIsExceededIsSeen() public {
        IEventSettings.TicketTypeInfo memory info = _tickets.ticketTypeInfo(1);
        info.supply = info.minted - info.invalidated - 1;
        bytes memory call = abi.encodeCall(_tickets.ticketTypeInfo, (1));
        _requireSeen(call, abi.encode(info), _invariants.invariant_TicketsAreAllThereAndWithinTheirLimits);
    }

    function test_AUsedTicketThatMovesIsSeen() public {
        bytes memory call = abi.encodeCall(_tickets.ownerOf, (_usedTicket()));
        _requireSeen(call, abi.encode(address(this)), _invariants.invariant_UsedTicketsStayWhereTheyAre);
    }

    function test_MoneyThatIsMissingIsSeen() public {
        uint256 proceeds = _tickets.proceeds();
        bytes memory call = abi.encodeCall(_tickets.proceeds, ());
        _requireSeen(call, abi.encode(proceeds + 1), _invariants.invariant_MoneyInIsMoneyOutAndMoneyHeld);
        vm.deal(address(_tickets), address(_tickets).balance + 1);
        (bool ok, ) = address(_invariants).call(
            abi.encodeCall(_invariants.invariant_MoneyInIsMoneyOutAndMoneyHeld, ())
        );
        require(!ok, "nobody saw that there is too much");
    }

    function test_AMisdirectedPaymentIsSeen() public {
        vm.deal(_handler.purseAt(0), _handler.purseAt(0).balance + 1);
        (bool ok, ) = address(_invariants).call(
            abi.encodeCall(_invariants.invariant_MoneyInIsMoneyOutAndMoneyHeld, ())
        );
        require(!ok, "nobody saw that somebody has too much");
    }

    function test_APriceAboveTheCapIsSeen() public {
        bytes memory call = abi.encodeCall(_handler.paidAboveCap, ());
        vm.mockCall(address(_handler), call, abi.encode(1));
        (bool ok, ) = address(_invariants).call(
            abi.encodeCall(_invariants.invariant_MoneyInIsMoneyOutAndMoneyHeld, ())
        );
        require(!ok, "nobody saw the price");
    }

    function test_ARefundThatIsNotDueIsSeen() public {
        uint256 due = _tickets.refundsDue();
        bytes memory call = abi.encodeCall(_tickets.refundsDue, ());
        _requireSeen(call, abi.encode(due + 1), _invariants.invariant_MoneyInIsMoneyOutAndMoneyHeld);
    }

    function test_AnotherCapIsSeen() public {
        IEventSettings.EventConfig memory config = _tickets.config();
        config.resaleCapBps = 1;
        bytes memory call = abi.encodeCall(_tickets.config, ());
        _requireSeen(call, abi.encode(config), _invariants.invariant_TermsAreKept);
    }

    function test_CallsThatTheModelDidNotHearOfAreSeen() public {
        _requireNoticed(_handler.firstOwner(), abi.encodeCall(_tickets.setPaused, (true)));
        _requireNoticed(
            _handler.firstOwner(),
            abi.encodeCall(_tickets.setGate, (_handler.personAt(1), true))
        );
        _requireNoticed(_handler.firstOwner(), abi.encodeCall(_tickets.postpone, (type(uint40).max)));
        _requireNoticed(_handler.firstOwner(), abi.encodeCall(_tickets.cancel, ()));
        _requireNoticed(_handler.firstOwner(), abi.encodeCall(_tickets.issue, (address(0), 1, 1)));
        uint256[] memory ids = new uint256[](1);
        ids[0] = _usedTicket();
        _requireNoticed(_handler.firstOwner(), abi.encodeCall(_tickets.undoCheckIn, (ids)));
        address holder = _tickets.ownerOf(ids[0]);
        _requireNoticed(holder, abi.encodeCall(_tickets.approve, (address(this), ids[0])));
        _requireNoticed(holder, abi.encodeCall(_tickets.revokeSignatures, (ids[0])));
    }

    /// @dev What never succeeds, or is never refused, isn't tested. A few seeds that were chosen for it reach
    /// everything; when the handler changes, it may take others.
    function test_EveryCallIsMadeWithAndWithoutSuccess() public {
        uint16[9] memory seeds = [13_459, 5_757, 65_534, 387, 340, 12, 255, 459, 16];
        bytes4[28] memory selectors = _selectors();
        uint256[28] memory done;
        uint256[28] memory refused;
        for (uint256 i = 0; i < seeds.length; ++i) {
            EventHandler handler = new EventHandler(new TicketFactory());
            _run(handler, seeds[i], STEPS);
            for (uint256 j = 0; j < selectors.length; ++j) {
                done[j] += handler.done(selectors[j]);
                refused[j] += handler.refused(selectors[j]);
            }
        }
        for (uint256 j = 0; j < selectors.length; ++j) {
            string memory name = Strings.toHexString(uint32(selectors[j]), 4);
            require(done[j] != 0, string.concat("never done: ", name));
            // Anybody may approve for all that is its own.
            bool isFree = selectors[j] == _tickets.setApprovalForAll.selector;
            require(refused[j] != 0 || isFree, string.concat("never refused: ", name));
        }
    }

    function _run(EventHandler handler, uint256 seed, uint256 steps) private {
        for (uint256 i = 0; i < steps; ++i) handler.step(uint256(keccak256(abi.encode(seed, i))));
    }

    function _requireSeen(bytes memory call, bytes memory lie, function() external view check) private {
        check();
        vm.mockCall(address(_tickets), call, lie);
        try check() {
            revert("nobody saw the lie");
        } catch {
            vm.clearMockedCalls();
        }
        check();
    }

    /// @dev The call is undone with the test of it.
    function _requireNoticed(address caller, bytes memory data) private {
        try this.callUnheard(caller, data) {
            revert("callUnheard always reverts");
        } catch (bytes memory reason) {
            require(bytes4(reason) == Noticed.selector, "nobody noticed the call");
        }
    }

    /// @notice The comparison failed, as it should.
    error Noticed();

    function callUnheard(address caller, bytes calldata data) external {
        vm.prank(caller);
        (bool ok, ) = address(_tickets).call(data);
        require(ok, "the call should go through");
        try _handler.compare() {
            revert("the comparison went through");
        } catch {
            revert Noticed();
        }
    }

    function _isOnAndUsed() private view returns (bool) {
        IEventSettings.EventConfig memory config = _tickets.config();
        bool isOn = _tickets.stage() == IEventSettings.Stage.Open && _handler.time() < config.endsAt;
        bool isPlain = config.currency == address(0) && config.maxPerWallet != 0;
        bool isOwners = _tickets.owner() == _handler.firstOwner();
        return isOn && isPlain && isOwners && _tickets.proceeds() != 0 && _usedTicket() != 0;
    }

    function _usedTicket() private view returns (uint256) {
        for (uint256 i = 0; i < _handler.pinnedCount(); ++i) {
            uint256 tokenId = _handler.pinned(i);
            if (_tickets.statusOf(tokenId) != IEventTickets.TicketStatus.CheckedIn) continue;
            if (_tickets.ownerOf(tokenId) != address(_tickets)) return tokenId;
        }
        return 0;
    }

    function _selectors() private view returns (bytes4[28] memory) {
        return
            [
                _tickets.mint.selector,
                _tickets.issue.selector,
                _tickets.checkIn.selector,
                _tickets.undoCheckIn.selector,
                _tickets.invalidate.selector,
                _tickets.transferFrom.selector,
                _tickets.approve.selector,
                _tickets.setApprovalForAll.selector,
                _tickets.transferWithSignature.selector,
                _tickets.revokeSignatures.selector,
                _tickets.claim.selector,
                _tickets.resell.selector,
                _tickets.purchase.selector,
                _tickets.refund.selector,
                _tickets.cancel.selector,
                _tickets.withdraw.selector,
                _tickets.setOperator.selector,
                _tickets.setGate.selector,
                _tickets.transferOwnership.selector,
                _tickets.acceptOwnership.selector,
                _tickets.setPaused.selector,
                _tickets.addTicketType.selector,
                _tickets.setSupply.selector,
                _tickets.extend.selector,
                _tickets.postpone.selector,
                _handler.market().fill.selector,
                _handler.market().withdraw.selector,
                _handler.market().payOut.selector
            ];
    }
}
