// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EventTickets} from "../EventTickets.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {ITicketFactory} from "../interfaces/ITicketFactory.sol";
import {TicketFactory} from "../TicketFactory.sol";
import {vm} from "./support/Vm.sol";

/// @notice Every event has the address that was predicted, and the configuration that was asked for.
contract TicketFactoryTest {
    TicketFactory private _factory;

    function setUp() public {
        _factory = new TicketFactory();
    }

    function testFuzz_AddressFollowsFromOwnerCreatorAndSalt(
        address owner,
        address creator,
        bytes32 salt,
        bytes32 otherSalt
    ) public {
        if (owner == address(0) || creator == address(0)) return;
        address predicted = _factory.predictEvent(owner, creator, salt);
        require(_create(owner, creator, salt, _someConfig()) == predicted, "address");
        require(EventTickets(predicted).owner() == owner, "owner");
        require(EventTickets(predicted).isOperator(creator), "operator");

        require(predicted != _factory.predictEvent(creator, owner, salt) || owner == creator, "swapped");
        require(predicted != _factory.predictEvent(owner, creator, otherSalt) || salt == otherSalt, "salt");

        vm.prank(creator);
        try _factory.createEvent(owner, salt, _someConfig(), _noTypes()) {
            revert("the same event was created twice");
        } catch (bytes memory reason) {
            bytes memory due = abi.encodeWithSelector(ITicketFactory.EventExists.selector, predicted);
            require(keccak256(reason) == keccak256(due), "reason");
        }
    }

    function testFuzz_ConfigurationIsKept(
        string calldata name,
        uint40 endsAt,
        uint40 resaleClosesAt,
        uint8 policy,
        uint16 resaleCapBps,
        uint16 royaltyBps,
        uint32 maxPerWallet,
        uint8 currency
    ) public {
        IEventSettings.EventConfig memory config = IEventSettings.EventConfig({
            name: name,
            endsAt: endsAt,
            resaleClosesAt: resaleClosesAt,
            transferPolicy: IEventSettings.TransferPolicy(policy % 3),
            resaleCapBps: resaleCapBps,
            royaltyBps: royaltyBps % 10_001,
            maxPerWallet: maxPerWallet,
            currency: [address(0), address(1), address(_factory)][currency % 3]
        });
        EventTickets tickets = EventTickets(_create(address(1), address(2), bytes32(0), config));
        require(keccak256(abi.encode(tickets.config())) == keccak256(abi.encode(config)), "config");
        require(tickets.owner() == address(1), "owner");
        require(tickets.creator() == address(2), "creator");
    }

    function testFuzz_RoyaltyIsItsShareOfThePrice(uint16 royaltyBps, uint128 price) public {
        IEventSettings.EventConfig memory config = _someConfig();
        config.royaltyBps = royaltyBps % 10_001;
        EventTickets tickets = EventTickets(_create(address(1), address(2), bytes32(0), config));
        (address receiver, uint256 amount) = tickets.royaltyInfo(0, price);
        require(receiver == address(1), "receiver");
        require(amount == (uint256(price) * config.royaltyBps) / 10_000, "amount");
    }

    function _create(
        address owner,
        address creator,
        bytes32 salt,
        IEventSettings.EventConfig memory config
    ) private returns (address) {
        vm.prank(creator);
        return _factory.createEvent(owner, salt, config, _noTypes());
    }

    function _someConfig() private pure returns (IEventSettings.EventConfig memory config) {
        config.name = "Some event";
        config.endsAt = 2_000_000_000;
    }

    function _noTypes() private pure returns (IEventSettings.TicketType[] memory) {
        return new IEventSettings.TicketType[](0);
    }
}
