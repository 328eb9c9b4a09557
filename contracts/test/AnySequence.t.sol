// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TicketFactory} from "../TicketFactory.sol";
import {EventHandler} from "./handler/EventHandler.sol";

/// @notice After any sequence of calls, owners, balances, supply, statuses and money are what a plain model of
/// the event says, and so was the answer to each call.
contract AnySequenceTest {
    uint256 private constant STEPS = 40;

    TicketFactory private _factory;

    function setUp() public {
        _factory = new TicketFactory();
    }

    /// @dev The seed alone decides what happens, so a failure repeats.
    function testFuzz_AnySequenceLeavesWhatTheModelSays(uint256 seed) public {
        EventHandler handler = new EventHandler(_factory);
        for (uint256 i = 0; i < STEPS; ++i) handler.step(uint256(keccak256(abi.encode(seed, i))));
        handler.compare();
    }
}
