// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Money in and out, in the native coin or an ERC-20
/// @notice What comes in is what was asked for, to the last unit, and what goes out is what was to be paid: a
/// token that takes a fee, from the payment or on top of it, or says nothing when it fails, makes the payment
/// fail and breaks no account.
library Payments {
    using SafeERC20 for IERC20;

    /// @notice Stands for the chain's own coin.
    address internal constant NATIVE = address(0);

    /// @notice Stands for money that isn't on this chain.
    address internal constant ELSEWHERE = address(1);

    /// @notice An ERC-2612 permit, signed by the payer for this contract.
    struct TokenPermit {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice The payment isn't what was asked for: too little or too much native coin was sent, or the
    /// token moved another amount than it was told to.
    error WrongPayment(uint256 expected, uint256 moved);

    /// @notice The tickets of this event are sold in money that isn't on this chain.
    error SoldElsewhere();

    /// @notice The receiver refused the native coin.
    error PaymentFailed(address to, uint256 amount);

    /// @notice Money needs somebody else who gets it.
    error ReceiverRequired();

    /// @dev Whether an event can be priced in it: the native coin, money elsewhere, or a contract.
    function isPossible(address currency) internal view returns (bool) {
        return currency == NATIVE || currency == ELSEWHERE || currency.code.length != 0;
    }

    /// @dev Takes `amount` from `payer`; native coin has come with the call. Calls a token, which may call
    /// back: keep every account before.
    function collect(address currency, address payer, uint256 amount) internal {
        require(currency != ELSEWHERE, SoldElsewhere());
        if (currency == NATIVE) {
            require(msg.value == amount, WrongPayment(amount, msg.value));
            return;
        }
        require(msg.value == 0, WrongPayment(0, msg.value));
        if (amount == 0) return;
        IERC20 token = IERC20(currency);
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(payer, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        require(received == amount, WrongPayment(amount, received));
    }

    /// @dev Gives `amount` to `to`. Calls it, or a token: keep every account before.
    function pay(address currency, address to, uint256 amount) internal {
        require(to != address(0) && to != address(this), ReceiverRequired());
        if (currency != NATIVE) return _payToken(IERC20(currency), to, amount);
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, ) = to.call{value: amount}("");
        require(ok, PaymentFailed(to, amount));
    }

    /// @dev A token that charges its sender would pay one with another's money.
    function _payToken(IERC20 token, address to, uint256 amount) private {
        uint256 before = token.balanceOf(address(this));
        token.safeTransfer(to, amount);
        uint256 sent = before - token.balanceOf(address(this));
        require(sent == amount, WrongPayment(amount, sent));
    }

    /// @dev Uses the caller's permit. One that fails may have been used by somebody who saw it on its way:
    /// the allowance decides, not the permit.
    function usePermit(address currency, TokenPermit calldata permit) internal {
        if (currency.code.length == 0) return;
        // solhint-disable no-empty-blocks
        try
            IERC20Permit(currency).permit(
                msg.sender,
                address(this),
                permit.value,
                permit.deadline,
                permit.v,
                permit.r,
                permit.s
            )
        {} catch {}
        // solhint-enable no-empty-blocks
    }
}
