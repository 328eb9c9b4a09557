// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IEventRoles} from "../interfaces/IEventRoles.sol";
import {IEventSettings} from "../interfaces/IEventSettings.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {ITicketFactory} from "../interfaces/ITicketFactory.sol";
import {Payments} from "../libraries/Payments.sol";
import {TicketIds} from "../libraries/TicketIds.sol";
import {EventRoles} from "./EventRoles.sol";

/// @title What holders buy under, the ticket types, and where metadata is served
/// @dev Laid out so that a new event writes as few slots as possible: `_owner` (of EventRoles) to
/// `_ticketTypeCount` share one, `_creator` to `_stage` another, which is also all that a holder's transfer
/// has to know.
abstract contract EventSettings is IEventTickets, EventRoles {
    uint256 private constant BPS = 10_000;
    uint256 private constant NO_CAP = type(uint16).max;
    uint256 private constant SOUVENIR_DELAY = 24 hours;
    uint8 private constant CREATOR_REMOVED = 0x80;

    ITicketFactory private immutable FACTORY;

    uint16 private _resaleCapBps;
    uint16 private _royaltyBps;
    uint32 private _maxPerWallet;
    uint16 private _ticketTypeCount;

    address private _creator;
    uint40 private _endsAt;
    uint40 private _resaleClosesAt;
    Stage private _stage;

    /// @dev The transfer policy, and `CREATOR_REMOVED` once the creator is no operator any more.
    uint8 private _policyAndCreator;

    address private _currency;
    string private _name;
    string private _baseURI;
    mapping(uint256 ticketType => TicketTypeInfo) private _ticketTypes;

    constructor() {
        FACTORY = ITicketFactory(msg.sender);
    }

    /// @inheritdoc IEventSettings
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
        require(Payments.isPossible(config_.currency), NotAToken(config_.currency));

        _creator = creator_;
        _endsAt = config_.endsAt;
        _resaleClosesAt = config_.resaleClosesAt;
        _policyAndCreator = uint8(config_.transferPolicy);
        _setOwner(owner_);
        _resaleCapBps = config_.resaleCapBps;
        _royaltyBps = config_.royaltyBps;
        _maxPerWallet = config_.maxPerWallet;
        _ticketTypeCount = SafeCast.toUint16(types.length);
        _currency = config_.currency;
        _name = config_.name;
        emit OperatorSet(creator_, true);
        for (uint256 i = 0; i < types.length; ++i) _addTicketType(i + 1, types[i]);
    }

    /// @inheritdoc IEventSettings
    function addTicketType(TicketType calldata type_) external onlyOperator returns (uint256 ticketType) {
        ticketType = ++_ticketTypeCount;
        _addTicketType(ticketType, type_);
    }

    /// @inheritdoc IEventSettings
    function setSupply(uint256 ticketType, uint32 supply) external onlyOperator {
        TicketTypeInfo memory info = ticketTypeInfo(ticketType);
        uint256 issued = info.minted - info.invalidated;
        require(supply >= issued, SupplyBelowIssued(ticketType, supply, issued));
        info.supply = supply;
        _setTicketType(ticketType, info);
    }

    /// @inheritdoc IEventSettings
    function extend(uint40 resaleClosesAt, uint32 maxPerWallet) external onlyOperator {
        uint256 limit = _maxPerWallet;
        require(resaleClosesAt >= _resaleClosesAt, OnlyLater(_resaleClosesAt, resaleClosesAt));
        require(maxPerWallet == 0 || (limit != 0 && maxPerWallet >= limit), OnlyHigher(limit, maxPerWallet));
        (_resaleClosesAt, _maxPerWallet) = (resaleClosesAt, maxPerWallet);
        emit EventExtended(_endsAt, resaleClosesAt, maxPerWallet);
    }

    /// @inheritdoc IEventSettings
    function postpone(uint40 endsAt) external onlyOwner {
        require(endsAt >= _endsAt, OnlyLater(_endsAt, endsAt));
        require(block.timestamp < _endsAt, EventEnded(_endsAt));
        require(_stage != Stage.Cancelled, EventCancelled());
        _endsAt = endsAt;
        emit EventExtended(endsAt, _resaleClosesAt, _maxPerWallet);
    }

    /// @inheritdoc IEventSettings
    function setPaused(bool paused) external onlyOperator {
        _requireUnfinished();
        _stage = paused ? Stage.Paused : Stage.Open;
        emit PauseSet(paused);
    }

    /// @inheritdoc IEventSettings
    function setBaseURI(string calldata baseURI) external onlyOwner {
        _baseURI = baseURI;
        emit ContractURIUpdated();
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc IEventRoles
    function creator() public view override(IEventRoles, EventRoles) returns (address) {
        return _creator;
    }

    /// @inheritdoc IEventSettings
    function config() external view returns (EventConfig memory) {
        return
            EventConfig({
                name: _name,
                endsAt: _endsAt,
                resaleClosesAt: _resaleClosesAt,
                transferPolicy: _policy(),
                resaleCapBps: _resaleCapBps,
                royaltyBps: _royaltyBps,
                maxPerWallet: _maxPerWallet,
                currency: _currency
            });
    }

    /// @inheritdoc IEventSettings
    function currency() public view returns (address) {
        return _currency;
    }

    /// @inheritdoc IEventSettings
    function stage() public view returns (Stage) {
        return _stage;
    }

    /// @inheritdoc IEventSettings
    function ticketTypeCount() external view returns (uint256) {
        return _ticketTypeCount;
    }

    /// @inheritdoc IEventSettings
    function ticketTypeInfo(uint256 ticketType) public view returns (TicketTypeInfo memory) {
        _requireType(ticketType);
        return _ticketTypes[ticketType];
    }

    /// @inheritdoc IEventSettings
    function totalSupply() external view returns (uint256 total) {
        uint256 count = _ticketTypeCount;
        for (uint256 i = 1; i <= count; ++i) total += _ticketTypes[i].minted;
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256, uint256 salePrice) external view returns (address, uint256) {
        return (owner(), Math.mulDiv(salePrice, _royaltyBps, BPS));
    }

    /// @inheritdoc IERC721Metadata
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "TICKET";
    }

    /// @inheritdoc IEventSettings
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

    function _requireType(uint256 ticketType) internal view {
        require(ticketType != 0 && ticketType <= _ticketTypeCount, UnknownTicketType(ticketType));
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

    function _creatorOperates() internal view override returns (bool) {
        return _policyAndCreator & CREATOR_REMOVED == 0;
    }

    function _setCreatorOperates(bool allowed) internal override {
        uint8 policy = uint8(_policy());
        _policyAndCreator = allowed ? policy : policy | CREATOR_REMOVED;
    }

    /// @dev All zero for an unknown ticket type.
    function _typeInfo(uint256 ticketType) internal view returns (TicketTypeInfo memory) {
        return _ticketTypes[ticketType];
    }

    function _setStage(Stage stage_) internal {
        _stage = stage_;
    }

    function _endTime() internal view returns (uint256) {
        return _endsAt;
    }

    /// @dev From then on tickets are souvenirs: their holders' alone.
    function _souvenirTime() internal view returns (uint256) {
        return _endTime() + SOUVENIR_DELAY;
    }

    function _walletLimit() internal view returns (uint256) {
        return _maxPerWallet;
    }

    function _policy() internal view returns (TransferPolicy) {
        return TransferPolicy(_policyAndCreator & ~CREATOR_REMOVED);
    }

    function _isResaleClosed() internal view returns (bool) {
        return block.timestamp >= _resaleClosesAt;
    }

    /// @dev The highest price that a ticket of this type may be resold at.
    function _resaleCap(uint256 ticketType) internal view returns (uint256) {
        uint256 capBps = _resaleCapBps;
        return capBps == NO_CAP ? type(uint256).max : (_ticketTypes[ticketType].price * capBps) / BPS;
    }

    /// @dev Mints, sales and moves need an event that is on.
    function _requireOpen() internal view {
        Stage stage_ = _stage;
        if (stage_ == Stage.Open) return;
        require(stage_ != Stage.Paused, EventPaused());
        require(stage_ != Stage.Cancelled, EventCancelled());
        revert EventSettled();
    }

    /// @dev Neither cancelled nor settled: buyers' money is held.
    function _requireUnfinished() internal view {
        require(_stage != Stage.Cancelled, EventCancelled());
        require(_stage != Stage.Settled, EventSettled());
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
