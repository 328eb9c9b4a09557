// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC5192} from "./IERC5192.sol";
import {IERC7439} from "./IERC7439.sol";

/// @title The tickets of one event
/// @notice An ERC-721 contract that its organiser owns. A ticket's id is `ticketType × 1_000_000_000 +
/// serial`, both counted from 1. Standards: ERC-721 with metadata, ERC-2981, ERC-4906, ERC-5192, ERC-7572
/// (`contractURI`) and the readable states of ERC-7439. Errors of plain ERC-721 are those of ERC-6093; every
/// other error is declared here.
/// @dev ERC-5192: whether a ticket is locked follows from policy, status and time, so no `Locked` or
/// `Unlocked` is emitted; a change of status emits ERC-4906's `BatchMetadataUpdate`.
interface IEventTickets is IERC721Metadata, IERC2981, IERC4906, IERC5192, IERC7439 {
    /// @notice Who may move a ticket before it becomes a souvenir. Locked: no holder. MarketOnly: no holder
    /// directly; sales go through the market, which enforces the price cap. Open: its holder, until
    /// `resaleClosesAt`.
    enum TransferPolicy {
        Locked,
        MarketOnly,
        Open
    }

    /// @notice A ticket that exists is in exactly one of these.
    enum TicketStatus {
        Valid,
        CheckedIn,
        Invalidated
    }

    /// @notice What holders buy under. Fixed when the event is created.
    /// @param name of the event and of the ERC-721 collection; up to 31 bytes cost one storage slot
    /// @param endsAt unix seconds; 24 hours later every ticket that isn't invalidated moves freely, as a
    /// souvenir
    /// @param resaleClosesAt unix seconds; from then until souvenir time holders can't move or resell tickets
    /// @param transferPolicy who may move a ticket
    /// @param resaleCapBps highest resale price in basis points of the face price; 65,535 for no cap
    /// @param royaltyBps the organiser's share of a resale, in basis points, at most 10,000
    /// @param maxPerWallet how many tickets one wallet may purchase; 0 for any number. Binds purchases, not
    /// `mint`
    /// @param currency the ERC-20 that prices are in; zero for the native coin, and for events sold elsewhere
    struct EventConfig {
        string name;
        uint40 endsAt;
        uint40 resaleClosesAt;
        TransferPolicy transferPolicy;
        uint16 resaleCapBps;
        uint16 royaltyBps;
        uint32 maxPerWallet;
        address currency;
    }

    /// @notice A tier of the event.
    /// @param supply how many tickets of it there may be at a time, at most 999,999,999
    /// @param price face price in the currency's smallest unit
    struct TicketType {
        uint32 supply;
        uint128 price;
    }

    /// @notice A tier, how many of its tickets were minted so far, and how many of those were invalidated.
    /// Invalidated tickets don't count against the supply: their places can be issued again.
    struct TicketTypeInfo {
        uint32 supply;
        uint32 minted;
        uint32 invalidated;
        uint128 price;
    }

    /// @notice Consecutive tickets of one type for one wallet.
    /// @param to the holder; zero for custody: the contract itself holds them until they're claimed
    /// @param ticketType counted from 1
    /// @param quantity at least 1
    /// @param ref the caller's own 16-byte name (a UUID, say) for the order, given back in `OrdersMinted`
    struct MintOrder {
        address to;
        uint32 ticketType;
        uint16 quantity;
        bytes16 ref;
    }

    /// @notice Orders were minted, in the order of the call. Each ticket also has its ERC-721 `Transfer`.
    /// @param packed one word an order, from the high end: ref (128 bits), first token id (64), quantity (64)
    event OrdersMinted(bytes32[] packed);

    /// @notice Tickets were checked in.
    event TicketsCheckedIn(uint256[] tokenIds);

    /// @notice Checked-in tickets are valid again.
    event CheckInsUndone(uint256[] tokenIds);

    /// @notice Tickets were invalidated, for ever.
    event TicketsInvalidated(uint256[] tokenIds, uint8 indexed reason);

    /// @notice A ticket type was added, or got another supply.
    event TicketTypeSet(uint256 indexed ticketType, uint256 supply, uint256 price);

    /// @notice An operator was added or removed.
    event OperatorSet(address indexed operator, bool allowed);

    /// @notice The owner offered the event to another wallet, which has to accept.
    event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner);

    /// @notice The event has a new owner.
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    /// @notice ERC-7572: what `contractURI` leads to may have changed.
    event ContractURIUpdated();

    /// @notice Only the event's owner may do this.
    error NotOwner(address caller);

    /// @notice Only an operator or the event's owner may do this.
    error NotOperator(address caller);

    /// @notice Only the wallet that was offered the event may accept it.
    error NotPendingOwner(address caller);

    /// @notice Only the factory may initialise an event.
    error NotFactory(address caller);

    /// @notice The event was initialised before.
    error AlreadyInitialized();

    /// @notice An event needs an owner.
    error OwnerRequired();

    /// @notice A royalty is at most 10,000 basis points.
    error RoyaltyTooHigh(uint256 royaltyBps);

    /// @notice Nothing to do: the list is empty.
    error EmptyBatch();

    /// @notice The order with this ref asks for no ticket.
    error EmptyOrder(bytes16 ref);

    /// @notice The event has no ticket type of this number.
    error UnknownTicketType(uint256 ticketType);

    /// @notice The ticket type has fewer tickets left than the order with this ref asks for.
    error SupplyExceeded(bytes16 ref, uint256 ticketType, uint256 quantity, uint256 available);

    /// @notice A supply can't go below what is issued: minted and not invalidated.
    error SupplyBelowIssued(uint256 ticketType, uint256 supply, uint256 issued);

    /// @notice Serials have nine digits, so a supply is at most 999,999,999.
    error SupplyTooLarge(uint256 supply);

    /// @notice The ticket is checked in.
    error TicketCheckedIn(uint256 tokenId);

    /// @notice The ticket isn't checked in.
    error TicketNotCheckedIn(uint256 tokenId);

    /// @notice The ticket is invalidated.
    error TicketInvalidated(uint256 tokenId);

    /// @notice The event's transfer policy doesn't let the holder move this ticket now.
    error TransferLocked(uint256 tokenId);

    /// @notice Sets up a new clone. Called once, by the factory.
    /// @param owner the organiser's wallet
    /// @param creator who asked the factory for it: the first operator, and whose base URI applies
    function initialize(
        address owner,
        address creator,
        EventConfig calldata config,
        TicketType[] calldata types
    ) external;

    // ---------------------------------------------------------------- tickets, by operators and the owner

    /// @notice Mints orders, all or nothing. The tickets of an order have consecutive ids.
    /// @dev Contract wallets aren't asked by `onERC721Received`: one that refuses would stop everyone's
    /// order.
    function mint(MintOrder[] calldata orders) external;

    /// @notice Checks tickets in. Reverts with the first ticket that isn't valid.
    function checkIn(uint256[] calldata tokenIds) external;

    /// @notice Makes checked-in tickets valid again. Reverts with the first one that isn't checked in.
    function undoCheckIn(uint256[] calldata tokenIds) external;

    /// @notice Makes valid tickets worthless for ever. They stay with their holder, locked, so that it's seen
    /// why; their places can be minted again. Reverts with the first ticket that isn't valid.
    /// @param reason 0 other, 1 refunded, 2 cancelled, 3 fraud, 4 duplicate
    function invalidate(uint256[] calldata tokenIds, uint8 reason) external;

    /// @notice Moves a ticket out of custody. Tickets in anybody else's hands are out of an operator's reach.
    function operatorTransfer(uint256 tokenId, address to) external;

    /// @notice Adds a ticket type. Reverts when the supply is too large.
    /// @return ticketType its number
    function addTicketType(TicketType calldata type_) external returns (uint256 ticketType);

    /// @notice Changes how many tickets of a type there may be: any number from what is issued on.
    function setSupply(uint256 ticketType, uint32 supply) external;

    // ---------------------------------------------------------------- rights, by the owner

    /// @notice Adds or removes an operator.
    function setOperator(address operator, bool allowed) external;

    /// @notice Serves the metadata of this event from elsewhere; empty: back to its creator's base URI.
    function setBaseURI(string calldata baseURI) external;

    /// @notice Offers the event to another wallet; zero withdraws the offer. Nothing changes until it is
    /// accepted.
    function transferOwnership(address newOwner) external;

    /// @notice Takes over the event. Only the wallet that was offered it. Operators stay.
    function acceptOwnership() external;

    // ---------------------------------------------------------------- reading

    /// @notice The organiser's wallet.
    function owner() external view returns (address);

    /// @notice The wallet that the event is offered to, or zero.
    function pendingOwner() external view returns (address);

    /// @notice Whether the owner has made this account an operator. The owner itself needs no such right.
    function isOperator(address account) external view returns (bool);

    /// @notice Who created the event through the factory.
    function creator() external view returns (address);

    /// @notice What holders buy under.
    function config() external view returns (EventConfig memory);

    /// @notice How many ticket types there are; they are numbered from 1.
    function ticketTypeCount() external view returns (uint256);

    /// @notice A ticket type by its number. Reverts for an unknown one.
    function ticketTypeInfo(uint256 ticketType) external view returns (TicketTypeInfo memory);

    /// @notice The ticket type of a ticket. Reverts for a token that does not exist.
    function ticketTypeOf(uint256 tokenId) external view returns (uint256);

    /// @notice The status of a ticket. Reverts for a token that does not exist.
    function statusOf(uint256 tokenId) external view returns (TicketStatus);

    /// @notice How many tickets were minted, those invalidated included.
    function totalSupply() external view returns (uint256);

    /// @notice ERC-7572: `{base}/{chainId}/{contract in lower case}`, or empty without a base URI.
    function contractURI() external view returns (string memory);
}
