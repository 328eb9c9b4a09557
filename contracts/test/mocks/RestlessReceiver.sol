// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @title Does what it's told in the midst of a safe transfer to it.
contract RestlessReceiver is IERC721Receiver {
    bytes private _data;

    error Failed();

    function setCall(bytes calldata data) external {
        _data = data;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        (bool ok, ) = msg.sender.call(_data);
        require(ok, Failed());
        return this.onERC721Received.selector;
    }
}
