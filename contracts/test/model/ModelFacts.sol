// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IEventRoles} from "../../interfaces/IEventRoles.sol";
import {IEventSettings} from "../../interfaces/IEventSettings.sol";
import {IEventTickets} from "../../interfaces/IEventTickets.sol";

/// @title What an event knows, told the plain way: one slot for each fact, no packing, no runs
/// @notice The model answers to the same calls as an event's contract and its market, with the same results
/// and the same reverts. It keeps money as numbers only.
abstract contract ModelFacts {
    struct Ticket {
        uint256 nonce;
        uint256 paid;
        address holder;
        IEventTickets.TicketStatus status;
        bool bought;
        address approved;
    }

    address public immutable tickets;
    address public immutable market;

    address public owner;
    address public pendingOwner;
    IEventSettings.Stage public stage;
    IEventSettings.EventConfig internal _config;
    mapping(address account => bool) public isOperator;
    mapping(address account => bool) public isGate;

    uint256[] public ids;
    mapping(uint256 tokenId => Ticket) internal _tickets;
    IEventSettings.TicketTypeInfo[] internal _types;
    mapping(address holder => uint256) internal _balances;
    mapping(address holder => mapping(address account => bool)) public isApprovedForAll;

    constructor(
        address tickets_,
        address market_,
        address owner_,
        address creator,
        IEventSettings.EventConfig memory config_,
        IEventSettings.TicketType[] memory types
    ) {
        (tickets, market, owner) = (tickets_, market_, owner_);
        isOperator[creator] = true;
        _config = config_;
        for (uint256 i = 0; i < types.length; ++i) {
            _types.push(IEventSettings.TicketTypeInfo(types[i].supply, 0, 0, types[i].price));
        }
    }

    modifier onlyOwner() {
        _requireOwner();
        _;
    }

    modifier onlyOperator() {
        require(_mayOperate(msg.sender), IEventRoles.NotOperator(msg.sender));
        _;
    }

    modifier onlyGate() {
        require(_mayOperate(msg.sender) || isGate[msg.sender], IEventRoles.NotGate(msg.sender));
        _;
    }

    function config() external view returns (IEventSettings.EventConfig memory) {
        return _config;
    }

    function ticketTypeInfo(uint256 ticketType) public view returns (IEventSettings.TicketTypeInfo memory) {
        return _type(ticketType);
    }

    function ticketTypeCount() external view returns (uint256) {
        return _types.length;
    }

    function totalSupply() external view returns (uint256) {
        return ids.length;
    }

    function ownerOf(uint256 tokenId) public view returns (address) {
        return _ticket(tokenId).holder;
    }

    function balanceOf(address holder) external view returns (uint256) {
        return _balances[holder];
    }

    function getApproved(uint256 tokenId) external view returns (address) {
        return _ticket(tokenId).approved;
    }

    function statusOf(uint256 tokenId) external view returns (IEventTickets.TicketStatus) {
        return _ticket(tokenId).status;
    }

    function nonceOf(uint256 tokenId) external view returns (uint256) {
        return _ticket(tokenId).nonce;
    }

    function paidFor(uint256 tokenId) external view returns (uint256) {
        return _ticket(tokenId).paid;
    }

    function _ticket(uint256 tokenId) internal view returns (Ticket storage ticket) {
        ticket = _tickets[tokenId];
        require(ticket.holder != address(0), IERC721Errors.ERC721NonexistentToken(tokenId));
    }

    function _type(uint256 ticketType) internal view returns (IEventSettings.TicketTypeInfo storage) {
        require(ticketType != 0 && ticketType <= _types.length, IEventSettings.UnknownTicketType(ticketType));
        return _types[ticketType - 1];
    }

    function _mayOperate(address account) internal view returns (bool) {
        return account == owner || isOperator[account];
    }

    function _requireOwner() internal view {
        require(msg.sender == owner, IEventRoles.NotOwner(msg.sender));
    }

    function _requireOpen() internal view {
        require(stage != IEventSettings.Stage.Paused, IEventSettings.EventPaused());
        _requireUnfinished();
    }

    function _requireUnfinished() internal view {
        require(stage != IEventSettings.Stage.Cancelled, IEventSettings.EventCancelled());
        require(stage != IEventSettings.Stage.Settled, IEventSettings.EventSettled());
    }
}
