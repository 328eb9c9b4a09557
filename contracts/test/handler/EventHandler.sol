// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TicketFactory} from "../../TicketFactory.sol";
import {Cast} from "./Cast.sol";
import {Comparison} from "./Comparison.sol";
import {MoneyActions} from "./MoneyActions.sol";
import {MoveActions} from "./MoveActions.sol";
import {SettingActions} from "./SettingActions.sol";
import {TicketActions} from "./TicketActions.sol";

/// @title Does whatever people do, in any order
contract EventHandler is TicketActions, MoveActions, MoneyActions, SettingActions, Comparison {
    constructor(TicketFactory factory) Cast(factory) {}

    /// @notice One action, which follows from the seed alone. The first one creates the event and sells a few
    /// tickets, the others do most often what is done most.
    function step(uint256 seed) external {
        _seed(seed);
        if (address(tickets) == address(0)) return _begin();
        uint256 group = _below(16);
        if (group < 4) _ticketAction();
        else if (group < 8) _moveAction();
        else if (group < 13) _moneyAction();
        else if (group < 14) _settingAction();
        else _wait();
    }

    function _begin() private {
        _createEvent();
        _mint();
        for (uint256 i = 0; i < 5; ++i) _purchase();
    }

    function _ticketAction() private {
        uint256 dice = _below(10);
        if (dice < 3) _mint();
        else if (dice < 4) _issue();
        else if (dice < 7) _checkIn();
        else if (dice < 8) _undoCheckIn();
        else _invalidate();
    }

    function _moveAction() private {
        uint256 dice = _below(10);
        if (dice < 3) _transfer();
        else if (dice < 4) _approve();
        else if (dice < 5) _setApprovalForAll();
        else if (dice < 7) _transferWithSignature();
        else if (dice < 8) _revokeSignatures();
        else _claim();
    }

    function _moneyAction() private {
        uint256 dice = _below(20);
        if (dice < 7) _purchase();
        else if (dice < 11) _fill();
        else if (dice < 13) _resell();
        else if (dice < 16) _refund();
        else if (dice < 17) _withdraw();
        else if (dice < 18) _withdrawFromMarket();
        else if (dice < 19) _payOut();
        else if (_rarely(4)) _cancel();
    }

    function _settingAction() private {
        uint256 dice = _below(10);
        if (dice < 1) _setOperator();
        else if (dice < 2) _setGate();
        else if (dice < 3) _handOver();
        else if (dice < 5) _setPaused();
        else if (dice < 6) _addTicketType();
        else if (dice < 7) _setSupply();
        else if (dice < 8) _extend();
        else _postpone();
    }
}
