// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EventTickets} from "./EventTickets.sol";
import {IEventTickets} from "./interfaces/IEventTickets.sol";
import {ITicketFactory} from "./interfaces/ITicketFactory.sol";
import {TicketMarket} from "./TicketMarket.sol";

/// @title Creates one ticket contract per event
/// @dev See ITicketFactory for what each function promises.
contract TicketFactory is ITicketFactory {
    /// @inheritdoc ITicketFactory
    address public immutable implementation;

    /// @inheritdoc ITicketFactory
    address public immutable market;

    mapping(address creator => string) private _baseURIs;

    constructor() {
        // Each knows the other: the market will be this contract's second creation (nonce 2, in RLP).
        bytes32 hash = keccak256(abi.encodePacked(hex"d694", address(this), hex"02"));
        address predicted = address(uint160(uint256(hash)));
        implementation = address(new EventTickets(predicted));
        market = address(new TicketMarket(implementation));
    }

    /// @inheritdoc ITicketFactory
    function createEvent(
        address owner,
        bytes32 salt,
        IEventTickets.EventConfig calldata config,
        IEventTickets.TicketType[] calldata types
    ) external returns (address eventContract) {
        address predicted = predictEvent(owner, msg.sender, salt);
        require(predicted.code.length == 0, EventExists(predicted));

        eventContract = Clones.cloneDeterministic(implementation, _cloneSalt(owner, msg.sender, salt));
        emit EventCreated(eventContract, owner, msg.sender, salt);
        IEventTickets(eventContract).initialize(owner, msg.sender, config, types);
    }

    /// @inheritdoc ITicketFactory
    function setBaseURI(string calldata baseURI) external {
        _baseURIs[msg.sender] = baseURI;
        emit BaseURISet(msg.sender, baseURI);
    }

    /// @inheritdoc ITicketFactory
    function baseURIOf(address creator) external view returns (string memory) {
        return _baseURIs[creator];
    }

    /// @inheritdoc ITicketFactory
    function predictEvent(address owner, address creator, bytes32 salt) public view returns (address) {
        return Clones.predictDeterministicAddress(implementation, _cloneSalt(owner, creator, salt));
    }

    function _cloneSalt(address owner, address creator, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(owner, creator, salt));
    }
}
