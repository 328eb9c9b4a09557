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
        Market,
        Operator,
        Custody
    }

    bytes4 private constant ERC4906_ID = 0x49064906;
    uint256 private constant SOUVENIR_DELAY = 24 hours;

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
            (uint256 tokenId, address to) = (resales[i].tokenId, resales[i].to);
            uint256 head = _headOf(tokenId);
            require(_paidIn(head) == 0 || _holderIn(head) == address(this), OnlyHolderSells(tokenId));
            if (to == address(0)) to = address(this);
            _sell(tokenId, head, to, resales[i].price, Mover.Operator);
        }
    }

    /// @inheritdoc IEventTickets
    function sell(uint256 tokenId, address seller, address buyer, uint256 price) external {
        require(msg.sender == MARKET, NotMarket(msg.sender));
        uint256 head = _headOf(tokenId);
        _requireHolder(seller, head, tokenId);
        _sell(tokenId, head, buyer, price, Mover.Market);
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

    function _requireHolderMayMove(uint256 tokenId) internal view override {
        _requireMovable(tokenId, Mover.Holder);
    }

    function _sell(uint256 tokenId, uint256 head, address to, uint256 price, Mover mover) private {
        (uint256 ticketType, ) = TicketIds.split(tokenId);
        uint256 cap = _resaleCap(ticketType);
        require(price <= cap, PriceAboveCap(tokenId, price, cap));
        _requireMovable(tokenId, mover);
        _move(head, to, tokenId);
        emit TicketResold(tokenId, price);
    }

    function _requireMovable(uint256 tokenId, Mover mover) private view {
        TicketStatus status = _statusOf(tokenId);
        if (_isMovable(status, mover)) return;
        require(status != TicketStatus.Invalidated, TicketInvalidated(tokenId));
        require(status != TicketStatus.CheckedIn, TicketCheckedIn(tokenId));
        _requireOpen();
        revert TransferLocked(tokenId);
    }

    /// @dev The transfer policy, whole. Operators hand tickets out of custody under any policy, and can never
    /// move a souvenir: that is its holder's alone.
    function _isMovable(TicketStatus status, Mover mover) private view returns (bool) {
        if (status == TicketStatus.Invalidated) return false;
        if (mover != Mover.Operator && block.timestamp >= _endTime() + SOUVENIR_DELAY) return true;
        Stage stage_ = stage();
        if (status == TicketStatus.CheckedIn || stage_ == Stage.Paused) return false;
        if (mover == Mover.Custody) return true;
        if (stage_ == Stage.Cancelled || _isResaleClosed()) return false;
        TransferPolicy policy = _policy();
        return mover == Mover.Holder ? policy == TransferPolicy.Open : policy != TransferPolicy.Locked;
    }
}
