// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {EventRoles} from "./base/EventRoles.sol";
import {OrderTokens} from "./base/OrderTokens.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {IERC7439} from "./interfaces/IERC7439.sol";
import {IEventTickets} from "./interfaces/IEventTickets.sol";
import {ITicketFactory} from "./interfaces/ITicketFactory.sol";
import {StatusMap} from "./libraries/StatusMap.sol";
import {TicketIds} from "./libraries/TicketIds.sol";

/// @title The tickets of one event
/// @dev See IEventTickets for what each function promises. The settings are laid out so that a new event writes as
/// few slots as possible: `_owner` (of EventRoles) to `_ticketTypeCount` share one, `_creator` to `_transferPolicy`
/// another, which is also all that a transfer has to know.
contract EventTickets is OrderTokens, EventRoles {
    bytes4 private constant ERC4906_ID = 0x49064906;
    uint256 private constant BPS = 10_000;
    uint256 private constant SOUVENIR_DELAY = 24 hours;

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
    mapping(uint256 word => uint256) private _statuses;

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
        for (uint256 i = 0; i < types.length; ++i) _setTicketType(i + 1, types[i].supply, 0, types[i].price);
    }

    /// @inheritdoc IEventTickets
    function mint(MintOrder[] calldata orders) external onlyOperator {
        uint256 count = orders.length;
        require(count != 0, EmptyBatch());
        bytes32[] memory packed = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) packed[i] = _mintOrder(orders[i]);
        emit OrdersMinted(packed);
    }

    /// @inheritdoc IEventTickets
    function checkIn(uint256[] calldata tokenIds) external onlyOperator {
        _setStatuses(tokenIds, TicketStatus.Valid, TicketStatus.CheckedIn);
        emit TicketsCheckedIn(tokenIds);
    }

    /// @inheritdoc IEventTickets
    function undoCheckIn(uint256[] calldata tokenIds) external onlyOperator {
        _setStatuses(tokenIds, TicketStatus.CheckedIn, TicketStatus.Valid);
        emit CheckInsUndone(tokenIds);
    }

    /// @inheritdoc IEventTickets
    function invalidate(uint256[] calldata tokenIds, uint8 reason) external onlyOperator {
        _setStatuses(tokenIds, TicketStatus.Valid, TicketStatus.Invalidated);
        emit TicketsInvalidated(tokenIds, reason);
    }

    /// @inheritdoc IEventTickets
    function operatorTransfer(uint256 tokenId, address to) external onlyOperator {
        _update(address(this), to, tokenId, address(0));
    }

    /// @inheritdoc IEventTickets
    function addTicketType(TicketType calldata type_) external onlyOperator returns (uint256 ticketType) {
        ticketType = ++_ticketTypeCount;
        _setTicketType(ticketType, type_.supply, 0, type_.price);
    }

    /// @inheritdoc IEventTickets
    function setSupply(uint256 ticketType, uint32 supply) external onlyOperator {
        TicketTypeInfo memory info = ticketTypeInfo(ticketType);
        require(supply >= info.minted, SupplyBelowMinted(ticketType, supply, info.minted));
        _setTicketType(ticketType, supply, info.minted, info.price);
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
    function ticketTypeOf(uint256 tokenId) external view returns (uint256 ticketType) {
        _requireMinted(tokenId);
        (ticketType, ) = TicketIds.split(tokenId);
    }

    /// @inheritdoc IEventTickets
    function statusOf(uint256 tokenId) public view returns (TicketStatus) {
        _requireMinted(tokenId);
        return _statusOf(tokenId);
    }

    /// @inheritdoc IEventTickets
    function totalSupply() external view returns (uint256 total) {
        uint256 count = _ticketTypeCount;
        for (uint256 i = 1; i <= count; ++i) total += _ticketTypes[i].minted;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        TicketStatus status = statusOf(tokenId);
        if (status == TicketStatus.Invalidated) return true;
        if (_isSouvenirTime()) return false;
        return status == TicketStatus.CheckedIn || !_isOpenToHolders();
    }

    /// @inheritdoc IERC7439
    function tokenInfo(uint256 tokenId) external view returns (TokenInfo memory) {
        TicketStatus status = statusOf(tokenId);
        TokenStatus state = status == TicketStatus.Valid
            ? TokenStatus.Sold
            : status == TicketStatus.CheckedIn
                ? TokenStatus.Redeemed
                : TokenStatus.Void;
        return TokenInfo({signature: "", status: state, expireTime: _endsAt});
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

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        _requireMinted(tokenId);
        string memory base = contractURI();
        return bytes(base).length == 0 ? "" : string.concat(base, "/", Strings.toString(tokenId));
    }

    /// @inheritdoc IEventTickets
    function contractURI() public view returns (string memory) {
        string memory base = _baseURI;
        if (bytes(base).length == 0) base = FACTORY.baseURIOf(_creator);
        if (bytes(base).length == 0) return "";
        return
            string.concat(base, "/", Strings.toString(block.chainid), "/", Strings.toHexString(address(this)));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IEventTickets).interfaceId ||
            interfaceId == ERC4906_ID;
    }

    function _exists(uint256 tokenId) internal view override returns (bool) {
        (uint256 ticketType, uint256 serial) = TicketIds.split(tokenId);
        return serial != 0 && serial <= _ticketTypes[ticketType].minted;
    }

    function _requireMovable(uint256 tokenId, address auth) internal view override {
        TicketStatus status = _statusOf(tokenId);
        require(status != TicketStatus.Invalidated, TicketInvalidated(tokenId));
        if (_isSouvenirTime()) return;
        require(status != TicketStatus.CheckedIn, TicketCheckedIn(tokenId));
        require(auth == address(0) || _isOpenToHolders(), TransferLocked(tokenId));
    }

    function _mintOrder(MintOrder calldata order) private returns (bytes32) {
        uint256 ticketType = order.ticketType;
        uint256 quantity = order.quantity;
        require(quantity != 0, EmptyOrder(order.ref));
        TicketTypeInfo storage info = _ticketTypes[ticketType];
        uint256 minted = info.minted;
        uint256 supply = info.supply;
        if (quantity > supply - minted) {
            require(ticketType != 0 && ticketType <= _ticketTypeCount, UnknownTicketType(ticketType));
            revert SupplyExceeded(order.ref, ticketType, quantity, supply - minted);
        }
        info.minted = uint32(minted + quantity);

        uint256 first = TicketIds.make(ticketType, minted + 1);
        address to = order.to == address(0) ? address(this) : order.to;
        _openRun(to, first, quantity);
        for (uint256 id = first; id < first + quantity; ++id) emit Transfer(address(0), to, id);
        return bytes32(order.ref) | bytes32((first << 64) | quantity);
    }

    function _setStatuses(uint256[] calldata tokenIds, TicketStatus from, TicketStatus to) private {
        require(tokenIds.length != 0, EmptyBatch());
        uint256 lowest = type(uint256).max;
        uint256 highest;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            TicketStatus status = statusOf(tokenId);
            if (status != from) _revertFor(tokenId, status);
            uint256 word = StatusMap.wordOf(tokenId);
            _statuses[word] = StatusMap.write(_statuses[word], tokenId, uint256(to));
            if (tokenId < lowest) lowest = tokenId;
            if (tokenId > highest) highest = tokenId;
        }
        emit BatchMetadataUpdate(lowest, highest);
    }

    function _setTicketType(uint256 ticketType, uint32 supply, uint32 minted, uint128 price) private {
        require(supply <= TicketIds.SUPPLY_MAX, SupplyTooLarge(supply));
        _ticketTypes[ticketType] = TicketTypeInfo({supply: supply, minted: minted, price: price});
        emit TicketTypeSet(ticketType, supply, price);
    }

    function _statusOf(uint256 tokenId) private view returns (TicketStatus) {
        return TicketStatus(StatusMap.read(_statuses[StatusMap.wordOf(tokenId)], tokenId));
    }

    function _isSouvenirTime() private view returns (bool) {
        return block.timestamp >= uint256(_endsAt) + SOUVENIR_DELAY;
    }

    function _isOpenToHolders() private view returns (bool) {
        return _transferPolicy == TransferPolicy.Open && block.timestamp < _resaleClosesAt;
    }

    function _revertFor(uint256 tokenId, TicketStatus status) private pure {
        require(status != TicketStatus.CheckedIn, TicketCheckedIn(tokenId));
        require(status != TicketStatus.Invalidated, TicketInvalidated(tokenId));
        revert TicketNotCheckedIn(tokenId);
    }
}
