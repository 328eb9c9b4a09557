// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEventRoles} from "../../interfaces/IEventRoles.sol";
import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {ModelFacts} from "./ModelFacts.sol";

/// @title Roles, and what an organiser may change
abstract contract ModelSettings is ModelFacts {
    function setOperator(address account, bool allowed) external onlyOwner {
        isOperator[account] = allowed;
    }

    function setGate(address account, bool allowed) external onlyOperator {
        isGate[account] = allowed;
    }

    function transferOwnership(address account) external onlyOwner {
        pendingOwner = account;
    }

    function acceptOwnership() external {
        require(msg.sender == pendingOwner, IEventRoles.NotPendingOwner(msg.sender));
        (owner, pendingOwner) = (msg.sender, address(0));
    }

    function addTicketType(IEventSettings.TicketType calldata added) external onlyOperator returns (uint256) {
        require(added.supply <= 999_999_999, IEventSettings.SupplyTooLarge(added.supply));
        _types.push(IEventSettings.TicketTypeInfo(added.supply, 0, 0, added.price));
        return _types.length;
    }

    function setSupply(uint256 ticketType, uint32 supply) external onlyOperator {
        IEventSettings.TicketTypeInfo storage info = _type(ticketType);
        uint256 issued = info.minted - info.invalidated;
        require(supply >= issued, IEventSettings.SupplyBelowIssued(ticketType, supply, issued));
        require(supply <= 999_999_999, IEventSettings.SupplyTooLarge(supply));
        info.supply = supply;
    }

    function extend(uint40 resaleClosesAt, uint32 maxPerWallet) external onlyOperator {
        require(
            resaleClosesAt >= _config.resaleClosesAt,
            IEventSettings.OnlyLater(_config.resaleClosesAt, resaleClosesAt)
        );
        bool lower = _config.maxPerWallet == 0 || maxPerWallet < _config.maxPerWallet;
        require(maxPerWallet == 0 || !lower, IEventSettings.OnlyHigher(_config.maxPerWallet, maxPerWallet));
        (_config.resaleClosesAt, _config.maxPerWallet) = (resaleClosesAt, maxPerWallet);
    }

    function postpone(uint40 endsAt) external onlyOwner {
        require(endsAt >= _config.endsAt, IEventSettings.OnlyLater(_config.endsAt, endsAt));
        require(block.timestamp < _config.endsAt, IEventSettings.EventEnded(_config.endsAt));
        require(stage != IEventSettings.Stage.Cancelled, IEventSettings.EventCancelled());
        _config.endsAt = endsAt;
    }

    function setPaused(bool paused) external onlyOperator {
        _requireUnfinished();
        stage = paused ? IEventSettings.Stage.Paused : IEventSettings.Stage.Open;
    }
}
