// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {Choices} from "./Choices.sol";

/// @title Roles, terms and the time
abstract contract SettingActions is Choices {
    function _setOperator() internal {
        address account = _rarely(4) ? _operator : _someone();
        bool allowed = account == _operator ? !_rarely(3) : _rarely(3);
        _call(_someOwner(), abi.encodeCall(tickets.setOperator, (account, allowed)));
    }

    function _setGate() internal {
        _call(
            _someOperator(),
            abi.encodeCall(tickets.setGate, (_rarely(2) ? _gate : _someone(), _rarely(2)))
        );
    }

    function _handOver() internal {
        address next = _someone();
        _call(_someOwner(), abi.encodeCall(tickets.transferOwnership, (next)));
        _call(_rarely(4) ? _someone() : next, abi.encodeCall(tickets.acceptOwnership, ()));
    }

    function _setPaused() internal {
        _call(_someOperator(), abi.encodeCall(tickets.setPaused, (_rarely(3))));
    }

    function _addTicketType() internal {
        IEventSettings.TicketType memory added = IEventSettings.TicketType({
            supply: _rarely(3) ? 1_000_000_000 : uint32(_below(30)),
            price: uint80(_below(500))
        });
        bool ok = _call(_someOperator(), abi.encodeCall(tickets.addTicketType, (added)));
        if (ok) _prices[tickets.ticketTypeCount()] = added.price;
    }

    /// @dev Often what is issued just now, or one less.
    function _setSupply() internal {
        uint256 ticketType = _below(model.ticketTypeCount() + 2);
        uint32 supply = _rarely(9) ? 1_000_000_000 : uint32(_below(450));
        if (_rarely(2) && ticketType != 0 && ticketType <= model.ticketTypeCount()) {
            IEventSettings.TicketTypeInfo memory info = model.ticketTypeInfo(ticketType);
            supply = info.minted - info.invalidated;
            if (supply != 0 && _rarely(2)) --supply;
        }
        _call(_someOperator(), abi.encodeCall(tickets.setSupply, (ticketType, supply)));
    }

    function _extend() internal {
        IEventSettings.EventConfig memory config = model.config();
        uint40 closesAt = config.resaleClosesAt + uint40(_below(4) * 5 hours);
        if (_rarely(5)) closesAt = config.resaleClosesAt - 1;
        uint32 limit = _rarely(9) ? 0 : config.maxPerWallet + uint32(_below(3));
        if (_rarely(5) && config.maxPerWallet != 0) limit = config.maxPerWallet - 1;
        _call(_someOperator(), abi.encodeCall(tickets.extend, (closesAt, limit)));
    }

    function _postpone() internal {
        uint40 endsAt = model.config().endsAt + uint40(_below(2 days));
        if (_rarely(5)) endsAt = model.config().endsAt - uint40(_below(2));
        _call(_someOwner(), abi.encodeCall(tickets.postpone, (endsAt)));
    }

    /// @dev Some hours, or to the second before or at which something ends.
    function _wait() internal {
        if (!_rarely(3)) return _passTime(_below(8 hours));
        IEventSettings.EventConfig memory config = model.config();
        uint256[3] memory ends = [
            uint256(config.resaleClosesAt),
            uint256(config.endsAt),
            uint256(config.endsAt) + 1 days
        ];
        uint256 moment = ends[_below(3)] - _below(2);
        if (moment > time) _passTime(moment - time);
    }
}
