// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {ITicketFactory} from "../interfaces/ITicketFactory.sol";
import {TicketIds} from "../libraries/TicketIds.sol";
import {EventRoles} from "./EventRoles.sol";

/// @title What holders buy under, the ticket types, and where metadata is served
/// @dev Laid out so that a new event writes as few slots as possible: `_owner` (of EventRoles) to
/// `_ticketTypeCount` share one, `_creator` to `_transferPolicy` another, which is also all that a transfer
/// has to know.
abstract contract EventSettings is EventRoles {
    uint256 private constant BPS = 10_000;

    ITicketFactory private immutable FACTORY;

    uint16 private _resaleCapBps;
    uint16 private _royaltyBps;
    uint32 private _maxPerWallet;
    uint32 private _ticketTypeCount;

    address private _creator;
    uint40 private _endsAt;
    uint40 private _resaleClosesAt;
    TransferPolicy private _transferPolicy;

    address private _currency;
    string private _name;
    string private _baseURI;
    mapping(uint256 ticketType => TicketTypeInfo) private _ticketTypes;

    constructor() {
        FACTORY = ITicketFactory(msg.sender);
    }

    /// @inheritdoc IEventTickets
    function initialize(
        address owner_,
        address creator_,
        EventConfig calldata config_,
        TicketType[] calldata types
    ) external {
        require(msg.sender == address(FACTORY), NotFactory(msg.sender));
        require(_creator == address(0), AlreadyInitialized());
        require(owner_ != address(0), OwnerRequired());
        require(config_.royaltyBps <= BPS, RoyaltyTooHigh(config_.royaltyBps));

        _creator = creator_;
        _endsAt = config_.endsAt;
        _resaleClosesAt = config_.resaleClosesAt;
        _transferPolicy = config_.transferPolicy;
        _setOwner(owner_);
        _resaleCapBps = config_.resaleCapBps;
        _royaltyBps = config_.royaltyBps;
        _maxPerWallet = config_.maxPerWallet;
        _ticketTypeCount = uint32(types.length);
        _currency = config_.currency;
        _name = config_.name;
        _setOperator(creator_, true);
        for (uint256 i = 0; i < types.length; ++i) _addTicketType(i + 1, types[i]);
    }

    /// @inheritdoc IEventTickets
    function addTicketType(TicketType calldata type_) external onlyOperator returns (uint256 ticketType) {
        ticketType = ++_ticketTypeCount;
        _addTicketType(ticketType, type_);
    }

    /// @inheritdoc IEventTickets
    function setSupply(uint256 ticketType, uint32 supply) external onlyOperator {
        TicketTypeInfo memory info = ticketTypeInfo(ticketType);
        uint256 issued = info.minted - info.invalidated;
        require(supply >= issued, SupplyBelowIssued(ticketType, supply, issued));
        info.supply = supply;
        _setTicketType(ticketType, info);
    }

    /// @inheritdoc IEventTickets
    function setBaseURI(string calldata baseURI) external onlyOwner {
        _baseURI = baseURI;
        emit ContractURIUpdated();
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc IEventTickets
    function creator() external view returns (address) {
        return _creator;
    }

    /// @inheritdoc IEventTickets
    function config() external view returns (EventConfig memory) {
        return
            EventConfig({
                name: _name,
                endsAt: _endsAt,
                resaleClosesAt: _resaleClosesAt,
                transferPolicy: _transferPolicy,
                resaleCapBps: _resaleCapBps,
                royaltyBps: _royaltyBps,
                maxPerWallet: _maxPerWallet,
                currency: _currency
            });
    }

    /// @inheritdoc IEventTickets
    function ticketTypeCount() external view returns (uint256) {
        return _ticketTypeCount;
    }

    /// @inheritdoc IEventTickets
    function ticketTypeInfo(uint256 ticketType) public view returns (TicketTypeInfo memory) {
        require(ticketType != 0 && ticketType <= _ticketTypeCount, UnknownTicketType(ticketType));
        return _ticketTypes[ticketType];
    }

    /// @inheritdoc IEventTickets
    function totalSupply() external view returns (uint256 total) {
        uint256 count = _ticketTypeCount;
        for (uint256 i = 1; i <= count; ++i) total += _ticketTypes[i].minted;
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256, uint256 salePrice) external view returns (address, uint256) {
        return (owner(), (salePrice * _royaltyBps) / BPS);
    }

    /// @inheritdoc IERC721Metadata
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "TICKET";
    }

    /// @inheritdoc IEventTickets
    function contractURI() public view returns (string memory) {
        string memory base = _baseURI;
        if (bytes(base).length == 0) base = FACTORY.baseURIOf(_creator);
        if (bytes(base).length == 0) return "";
        return
            string.concat(
                base,
                "/",
                Strings.toString(block.chainid),
                "/",
                Strings.toHexString(address(this))
            );
    }

    function _minted(uint256 ticketType) internal view returns (uint256) {
        return _ticketTypes[ticketType].minted;
    }

    function _setMinted(uint256 ticketType, uint256 minted) internal {
        _ticketTypes[ticketType].minted = uint32(minted);
    }

    /// @dev Gives the places of `count` tickets back to their type's supply.
    function _addInvalidated(uint256 ticketType, uint256 count) internal {
        if (count != 0) _ticketTypes[ticketType].invalidated += uint32(count);
    }

    function _endTime() internal view returns (uint256) {
        return _endsAt;
    }

    /// @dev Whether the policy lets holders move valid tickets on their own now, souvenirs aside.
    function _isOpenToHolders() internal view returns (bool) {
        return _transferPolicy == TransferPolicy.Open && block.timestamp < _resaleClosesAt;
    }

    function _addTicketType(uint256 ticketType, TicketType calldata type_) private {
        TicketTypeInfo memory info;
        (info.supply, info.price) = (type_.supply, type_.price);
        _setTicketType(ticketType, info);
    }

    function _setTicketType(uint256 ticketType, TicketTypeInfo memory info) private {
        require(info.supply <= TicketIds.SUPPLY_MAX, SupplyTooLarge(info.supply));
        _ticketTypes[ticketType] = info;
        emit TicketTypeSet(ticketType, info.supply, info.price);
    }
}
