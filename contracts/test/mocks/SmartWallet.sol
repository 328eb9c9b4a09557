// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A contract wallet of one key, which can be told to misbehave
contract SmartWallet is IERC1271, IERC721Receiver {
    struct Call {
        address target;
        uint256 value;
        bytes data;
    }

    address private immutable KEY;

    bool private _refusing;
    address private _hookTarget;
    bytes private _hookData;

    /// @notice What the call back in the midst of a payment reverted with; empty when it went through.
    bytes public hookError;

    /// @notice A ticket came by a safe transfer.
    event Received(address operator, address from, uint256 tokenId, bytes data);

    error Refused();

    constructor(address key) {
        KEY = key;
    }

    // solhint-disable-next-line no-complex-fallback
    receive() external payable {
        require(!_refusing, Refused());
        if (_hookTarget == address(0)) return;
        (bool ok, bytes memory result) = _hookTarget.call(_hookData);
        hookError = ok ? bytes("") : result;
    }

    /// @notice Does all this in one transaction, or nothing of it.
    function execute(Call[] calldata calls) external payable {
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool ok, bytes memory result) = calls[i].target.call{value: calls[i].value}(calls[i].data);
            if (ok) continue;
            // solhint-disable-next-line no-inline-assembly
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    /// @notice Takes no coins from now on, or takes them again.
    function setRefusing(bool refusing) external {
        _refusing = refusing;
    }

    /// @notice Calls this whenever coins arrive.
    function setHook(address target, bytes calldata data) external {
        (_hookTarget, _hookData) = (target, data);
    }

    /// @notice Answers with the wrong word to data of one byte.
    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4) {
        require(!_refusing, Refused());
        emit Received(operator, from, tokenId, data);
        return data.length == 1 ? bytes4(0) : this.onERC721Received.selector;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, , ) = ECDSA.tryRecoverCalldata(hash, signature);
        return signer == KEY ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}
