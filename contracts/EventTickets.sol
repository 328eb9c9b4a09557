// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {EventSale} from "./base/EventSale.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {IERC7439} from "./interfaces/IERC7439.sol";
import {IEventTickets} from "./interfaces/IEventTickets.sol";
import {TicketIds} from "./libraries/TicketIds.sol";

/// @title The tickets of one event
/// @dev See IEventTickets for what each function promises. Who owns what is kept by OrderTokens, rights by
/// EventRoles, terms and ticket types by EventSettings, check-ins by TicketStatuses, new tickets by
/// TicketIssue, money by EventSale; here is the transfer policy, and every way past a holder's own transfer.
contract EventTickets is EventSale {
    /// @dev By whose right a ticket moves.
    enum Mover {
        Holder,
        Signature,
        Market,
        Operator,
        Custody
    }

    bytes4 private constant ERC4906_ID = 0x49064906;

    address private immutable MARKET;

    constructor(address market_) {
        MARKET = market_;
    }

    /// @inheritdoc IEventTickets
    function claim(Handover[] calldata handovers) external onlyOperator {
        require(handovers.length != 0, EmptyBatch());
        for (uint256 i = 0; i < handovers.length; ++i) {
            uint256 tokenId = handovers[i].tokenId;
            uint256 head = _headOf(tokenId);
            address holder = _holderIn(head);
            require(holder == address(this), NotInCustody(tokenId, holder));
            _requireMovable(tokenId, Mover.Custody);
            _move(head, handovers[i].to, tokenId);
        }
    }

    /// @inheritdoc IEventTickets
    function resell(Resale[] calldata resales) external onlyOperator {
        require(resales.length != 0, EmptyBatch());
        for (uint256 i = 0; i < resales.length; ++i) {
            Resale calldata resale = resales[i];
            uint256 tokenId = resale.tokenId;
            uint256 head = _headOf(tokenId);
            _requireHolder(resale.from, head, tokenId);
            require(!_isBought(head), OnlyHolderSells(tokenId));
            _requireSellable(tokenId, resale.price, Mover.Operator);
            _move(head, resale.to == address(0) ? address(this) : resale.to, tokenId);
            emit TicketResold(tokenId, resale.price);
        }
    }

    /// @inheritdoc IEventTickets
    function sell(uint256 tokenId, address seller, address buyer, uint256 price) external {
        require(msg.sender == MARKET, NotMarket(msg.sender));
        uint256 head = _headOf(tokenId);
        _requireHolder(seller, head, tokenId);
        require(_isSignable(head), SignaturesExhausted(tokenId));
        require(_canHold(buyer), ERC721InvalidReceiver(buyer));
        _requireSellable(tokenId, price, Mover.Market);
        _moveBought(head, buyer, tokenId);
        emit TicketResold(tokenId, price);
    }

    /// @inheritdoc IEventTickets
    function market() external view returns (address) {
        return MARKET;
    }

    /// @inheritdoc IEventTickets
    function ticketTypeOf(uint256 tokenId) external view returns (uint256 ticketType) {
        _requireMinted(tokenId);
        (ticketType, ) = TicketIds.split(tokenId);
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        return !_isMovable(statusOf(tokenId), Mover.Holder);
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        _requireMinted(tokenId);
        string memory base = contractURI();
        return bytes(base).length == 0 ? "" : string.concat(base, "/", Strings.toString(tokenId));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC7439).interfaceId ||
            interfaceId == type(IEventTickets).interfaceId ||
            interfaceId == ERC4906_ID;
    }

    function _exists(uint256 tokenId) internal view override returns (bool) {
        (uint256 ticketType, uint256 serial) = TicketIds.split(tokenId);
        return serial != 0 && serial <= _minted(ticketType);
    }

    function _requireHolderMayMove(address to, uint256 tokenId) internal view override {
        require(_canHold(to), ERC721InvalidReceiver(to));
        _requireMovable(tokenId, Mover.Holder);
    }

    function _requireSignedMove(uint256 head, address to, uint256 tokenId) internal view override {
        require(_canHold(to), ERC721InvalidReceiver(to));
        require(_isSignable(head), SignaturesExhausted(tokenId));
        _requireMovable(tokenId, Mover.Signature);
    }

    function _requireSellable(uint256 tokenId, uint256 price, Mover mover) private view {
        (uint256 ticketType, ) = TicketIds.split(tokenId);
        uint256 cap = _resaleCap(ticketType);
        require(price <= cap, PriceAboveCap(tokenId, price, cap));
        _requireMovable(tokenId, mover);
    }

    function _requireMovable(uint256 tokenId, Mover mover) private view {
        TicketStatus status = _statusOf(tokenId);
        if (_isMovable(status, mover)) return;
        require(status != TicketStatus.Invalidated, TicketInvalidated(tokenId));
        require(stage() != Stage.Cancelled, EventCancelled());
        require(status != TicketStatus.CheckedIn, TicketCheckedIn(tokenId));
        require(stage() != Stage.Paused, EventPaused());
        revert TransferLocked(tokenId);
    }

    /// @dev The transfer policy, whole. Operators hand tickets out of custody under any policy. A souvenir is its
    /// holder's alone, and moves by no word that was given before: what was signed while the ticket was good
    /// ended with it.
    function _isMovable(TicketStatus status, Mover mover) private view returns (bool) {
        if (status == TicketStatus.Invalidated) return false;
        bool good = status == TicketStatus.Valid;
        Stage stage_ = stage();
        if (stage_ == Stage.Cancelled) return good && mover == Mover.Custody;
        if (block.timestamp >= _souvenirTime()) return mover == Mover.Holder || mover == Mover.Custody;
        if (!good || stage_ == Stage.Paused) return false;
        if (mover == Mover.Custody) return true;
        if (_isResaleClosed()) return false;
        TransferPolicy policy = _policy();
        if (mover == Mover.Market || mover == Mover.Operator) return policy != TransferPolicy.Locked;
        return policy == TransferPolicy.Open;
    }
}
