// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EventTickets} from "../../EventTickets.sol";
import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {TicketFactory} from "../../TicketFactory.sol";
import {TicketMarket} from "../../TicketMarket.sol";
import {TestToken} from "../mocks/TestToken.sol";
import {EventModel} from "../model/EventModel.sol";
import {vm} from "../support/Vm.sol";
import {People} from "./People.sol";

/// @title An event, its model, and the people who deal with it
/// @notice Every call goes to both, from the same account, and both have to answer it the same way.
abstract contract Cast is People {
    uint40 internal constant START = 1_900_000_000;

    /// @notice The contract answered a call otherwise than the model.
    error NotWhatTheModelSays(bytes data, bytes result, bytes due);

    TicketFactory private immutable FACTORY;

    EventTickets public tickets;
    TicketMarket public market;
    EventModel public model;
    TestToken public token;
    address public currency;

    /// @notice Native coin and tokens that were paid in.
    uint256 public paidIn;

    /// @notice How often a function was called with success, and how often it was refused.
    mapping(bytes4 selector => uint256) public done;
    mapping(bytes4 selector => uint256) public refused;

    /// @dev Kept here because the compiler takes `block.timestamp` for a constant, which `vm.warp` belies.
    uint256 public time;

    IEventSettings.EventConfig private _published;
    mapping(uint256 ticketType => uint256) internal _prices;

    constructor(TicketFactory factory) {
        FACTORY = factory;
        market = TicketMarket(factory.market());
        token = new TestToken();
    }

    /// @notice The highest price of a resale, by what was published.
    function capOf(uint256 tokenId) public view returns (uint256) {
        if (_published.resaleCapBps == 65_535) return type(uint256).max;
        return (_prices[tokenId / 1_000_000_000] * _published.resaleCapBps) / 10_000;
    }

    /// @notice What the event was published with.
    function published() external view returns (IEventSettings.EventConfig memory) {
        return _published;
    }

    /// @dev An event of any kind.
    function _createEvent() internal {
        _passTime(START);
        currency =
            _rarely(8)
                ? address(1)
                : _rarely(2)
                    ? address(token)
                    : address(0);
        IEventSettings.EventConfig memory config = _config();
        _published = config;
        IEventSettings.TicketType[] memory types = new IEventSettings.TicketType[](2);
        types[0] = IEventSettings.TicketType({supply: 400, price: 1_000_003});
        types[1] = IEventSettings.TicketType({supply: 12, price: uint80(_below(3) * 77)});
        (_prices[1], _prices[2]) = (types[0].price, types[1].price);
        vm.prank(_operator);
        tickets = EventTickets(FACTORY.createEvent(firstOwner, 0, config, types));
        model = new EventModel(address(tickets), address(market), firstOwner, _operator, config, types);
        _allow(address(tickets));
        _allow(address(market));
        _call(_operator, abi.encodeCall(tickets.setGate, (_gate, true)));
    }

    function _config() private returns (IEventSettings.EventConfig memory) {
        uint16[4] memory caps = [0, 10_000, 12_000, type(uint16).max];
        uint16[4] memory royalties = [0, 250, 3_333, 10_000];
        uint40 resaleClosesAt = START + uint40(_below(10 days));
        return
            IEventSettings.EventConfig({
                name: "A name of more than thirty-one bytes",
                endsAt: START + uint40(1 + _below(10 days)),
                resaleClosesAt: resaleClosesAt,
                transferPolicy: IEventSettings.TransferPolicy(_below(3)),
                resaleCapBps: caps[_below(4)],
                royaltyBps: royalties[_below(4)],
                maxPerWallet: uint32(_below(3) * 3),
                currency: currency
            });
    }

    function _allow(address spender) private {
        vm.prank(payer);
        token.approve(spender, type(uint256).max);
    }

    function _passTime(uint256 duration) internal {
        time += duration;
        vm.warp(time);
    }

    function _call(address caller, bytes memory data) internal returns (bool) {
        return _callBoth(address(tickets), caller, 0, data);
    }

    /// @dev The payer has just what it's about to pay, so that what else it were charged would fail.
    /// @param offered how much of the native coin goes with the call
    /// @param price what the call should cost
    function _pay(
        address target,
        uint256 offered,
        uint256 price,
        bytes memory data
    ) internal returns (bool ok) {
        if (currency == address(token)) token.mint(payer, price);
        uint256 before = held();
        ok = _callBoth(target, payer, offered, data);
        uint256 paid = ok ? price : 0;
        require(held() == before + paid, "what a call brought in");
        paidIn += paid;
        if (currency != address(token)) return ok;
        require(token.balanceOf(payer) == price - paid, "what a call cost");
        vm.prank(payer);
        token.transfer(address(0xdead), price - paid);
    }

    /// @notice The money that the event and the market have.
    function held() public view returns (uint256) {
        return moneyOf(address(tickets)) + moneyOf(address(market));
    }

    /// @notice What people and their purses have been paid: nobody gives them money otherwise.
    function paidOut() external view returns (uint256 total) {
        for (uint256 i = 0; i < PEOPLE; ++i) total += moneyOf(_people[i]) + moneyOf(purseAt(i));
    }

    /// @notice What an account has of the event's currency.
    function moneyOf(address account) public view returns (uint256) {
        return currency == address(token) ? token.balanceOf(account) : account.balance;
    }

    function _callMarket(address caller, bytes memory data) internal {
        _callBoth(address(market), caller, 0, data);
    }

    function _callBoth(
        address target,
        address caller,
        uint256 value,
        bytes memory data
    ) private returns (bool ok) {
        (bool due, bytes memory dueResult) = _callAs(caller, address(model), value, data);
        bytes memory result;
        (ok, result) = _callAs(caller, target, value, data);
        bool same = ok == due && keccak256(result) == keccak256(dueResult);
        require(same, NotWhatTheModelSays(data, result, dueResult));
        if (ok) ++done[bytes4(data)];
        else ++refused[bytes4(data)];
    }

    function _callAs(
        address caller,
        address target,
        uint256 value,
        bytes memory data
    ) private returns (bool, bytes memory) {
        if (value != 0) vm.deal(caller, value);
        vm.prank(caller);
        return target.call{value: value}(data);
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}
