// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An ERC-20 with a bad habit
contract OddToken is ERC20 {
    enum Habit {
        None,
        ReturnsNothing,
        ReturnsFalse,
        TakesFee,
        GivesMore,
        ChargesSender
    }

    Habit private _habit;
    address private _hookTarget;
    bytes private _hookData;

    /// @notice What the call back in the midst of a transfer reverted with; empty when it went through.
    bytes public hookError;

    constructor() ERC20("Odd", "ODD") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setHabit(Habit habit) external {
        _habit = habit;
    }

    /// @notice Calls this in the midst of every `transferFrom`.
    function setHook(address target, bytes calldata data) external {
        (_hookTarget, _hookData) = (target, data);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_habit == Habit.ReturnsFalse) return false;
        super.transfer(to, amount);
        if (_habit == Habit.ChargesSender) _burn(msg.sender, 1);
        return _answer();
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (_habit == Habit.ReturnsFalse) return false;
        super.transferFrom(from, to, _habit == Habit.TakesFee ? amount - 1 : amount);
        if (_habit == Habit.GivesMore) _mint(to, 1);
        _callBack();
        return _answer();
    }

    function _callBack() private {
        if (_hookTarget == address(0)) return;
        (bool ok, bytes memory result) = _hookTarget.call(_hookData);
        hookError = ok ? bytes("") : result;
    }

    function _answer() private view returns (bool) {
        if (_habit != Habit.ReturnsNothing) return true;
        // solhint-disable-next-line no-inline-assembly
        assembly {
            return(0, 0)
        }
    }
}
