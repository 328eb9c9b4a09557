// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC5192} from "./IERC5192.sol";
import {IERC7439} from "./IERC7439.sol";
import {IEventRoles} from "./IEventRoles.sol";
import {IEventSale} from "./IEventSale.sol";
import {IEventSettings} from "./IEventSettings.sol";

/// @title The tickets of one event
/// @notice An ERC-721 contract that its organiser owns. A ticket's id is `ticketType × 1_000_000_000 +
/// serial`, both counted from 1. Standards: ERC-721 with metadata, ERC-2981, ERC-4906, ERC-5192, ERC-7572
/// (`contractURI`), EIP-712 with ERC-5267, and the readable states of ERC-7439. Errors of plain ERC-721 are
/// those of ERC-6093.
/// @dev ERC-5192: whether a ticket is locked follows from policy, status and time, so no `Locked` or
/// `Unlocked` is emitted; a change of status emits ERC-4906's `BatchMetadataUpdate`.
interface IEventTickets is
    IERC721Metadata,
    IERC2981,
    IERC4906,
    IERC5192,
    IERC7439,
    IEventRoles,
    IEventSettings,
    IEventSale
{
    /// @notice A ticket that exists is in exactly one of these.
    enum TicketStatus {
        Valid,
        CheckedIn,
        Invalidated
    }

    /// @notice Consecutive tickets of one type for one wallet.
    /// @param to the holder; zero for custody: the contract itself holds them until they're claimed
    /// @param item from the high end: the caller's own 16-byte name for the order (a UUID or a hash, say),
    /// given back in `OrdersMinted`; the ticket type, counted from 1 (6 bytes); the quantity, at least 1 (2
    /// bytes)
    struct MintOrder {
        address to;
        bytes24 item;
    }

    /// @notice A ticket that leaves custody.
    struct Handover {
        uint256 tokenId;
        address to;
    }

    /// @notice A sale that was made elsewhere.
    /// @param from who sold it: if the ticket has moved on meanwhile, the sale is refused
    /// @param to the new holder; zero for custody
    /// @param price in the currency's smallest unit
    struct Resale {
        uint256 tokenId;
        address from;
        address to;
        uint256 price;
    }

    /// @notice Orders were minted, in the order of the call. Each ticket also has its ERC-721 `Transfer`.
    /// @param packed 24 bytes an order: ref (16 bytes), first token id (6), quantity (2)
    event OrdersMinted(bytes packed);

    /// @notice Tickets were checked in.
    event TicketsCheckedIn(uint256[] tokenIds);

    /// @notice Checked-in tickets are valid again.
    event CheckInsUndone(uint256[] tokenIds);

    /// @notice Tickets were invalidated, for ever.
    event TicketsInvalidated(uint256[] tokenIds, uint8 indexed reason);

    /// @notice A ticket was resold, on the market or elsewhere. It also has its ERC-721 `Transfer`.
    event TicketResold(uint256 indexed tokenId, uint256 price);

    /// @notice Offers and transfers that were signed for this ticket before are void.
    event SignaturesRevoked(uint256 indexed tokenId, uint256 nonce);

    /// @notice Nothing to do: the list is empty.
    error EmptyBatch();

    /// @notice The order with this ref asks for no ticket.
    error EmptyOrder(bytes16 ref);

    /// @notice The ticket type has fewer tickets left than the order with this ref asks for.
    error SupplyExceeded(bytes16 ref, uint256 ticketType, uint256 quantity, uint256 available);

    /// @notice The ticket is checked in.
    error TicketCheckedIn(uint256 tokenId);

    /// @notice The ticket isn't checked in.
    error TicketNotCheckedIn(uint256 tokenId);

    /// @notice The ticket is invalidated.
    error TicketInvalidated(uint256 tokenId);

    /// @notice The event's transfer policy doesn't let this ticket move so now.
    error TransferLocked(uint256 tokenId);

    /// @notice The ticket isn't in custody.
    error NotInCustody(uint256 tokenId, address holder);

    /// @notice The ticket was bought by contract, from the organiser or on the market: only its holder sells
    /// it. Otherwise an operator could take it over, and with it what was paid for it.
    error OnlyHolderSells(uint256 tokenId);

    /// @notice The price is above the event's resale cap.
    error PriceAboveCap(uint256 tokenId, uint256 price, uint256 cap);

    /// @notice The holder's signature was good until then.
    error SignatureExpired(uint256 deadline);

    /// @notice The ticket's nonce has changed too often for signatures: its holder moves it by transaction, as far
    /// as the policy lets it, and can't sell it on the market any more.
    error SignaturesExhausted(uint256 tokenId);

    /// @notice Only the market may do this.
    error NotMarket(address caller);

    // ---------------------------------------------------------------- by operators and the owner

    /// @notice Mints orders, all or nothing. The tickets of an order have consecutive ids.
    /// @dev Contract wallets aren't asked by `onERC721Received`: one that refuses would stop everyone's
    /// order.
    function mint(MintOrder[] calldata orders) external;

    /// @notice Mints one order without a ref: `mint` for people at a block explorer.
    /// @param to the holder; zero for custody
    /// @return firstTokenId the others follow it
    function issue(address to, uint48 ticketType, uint16 quantity) external returns (uint256 firstTokenId);

    /// @notice Checks tickets in. Gate keys may, too. Reverts with the first ticket that isn't valid.
    function checkIn(uint256[] calldata tokenIds) external;

    /// @notice Makes checked-in tickets valid again. Reverts with the first one that isn't checked in.
    function undoCheckIn(uint256[] calldata tokenIds) external;

    /// @notice Makes valid tickets worthless for ever. They stay with their holder, locked, so that it's seen
    /// why; their places can be minted again, and what was paid for them can be pulled back. Not from souvenir
    /// time on. Reverts with the first ticket that isn't valid.
    /// @param reason 0 other, 1 refunded, 2 cancelled, 3 fraud, 4 duplicate
    function invalidate(uint256[] calldata tokenIds, uint8 reason) external;

    /// @notice Moves tickets out of custody. Reverts with the first ticket that isn't in custody.
    function claim(Handover[] calldata handovers) external;

    /// @notice Moves tickets that were sold elsewhere to their buyers, whoever holds them, as far as policy
    /// and cap let the market: never when the policy is Locked or resale is closed. Tickets that were
    /// bought by contract are out of reach.
    function resell(Resale[] calldata resales) external;

    // ---------------------------------------------------------------- by holders

    /// @notice Moves a ticket by its holder's EIP-712 signature (`TicketTransfer(uint256 tokenId,address
    /// to,uint256 nonce,uint256 deadline)`, nonce from `nonceOf`), at the caller's expense. The same policy
    /// as for the holder's own transfer, but for souvenirs: these move by transaction only.
    function transferWithSignature(
        uint256 tokenId,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Voids every offer and transfer that was signed for this ticket so far. The holder, and whom it
    /// approved.
    function revokeSignatures(uint256 tokenId) external;

    /// @notice Hands a ticket over that was sold on the market for this price. Only the market.
    function sell(uint256 tokenId, address seller, address buyer, uint256 price) external;

    // ---------------------------------------------------------------- reading

    /// @notice The ticket type of a ticket. Reverts for a token that does not exist.
    function ticketTypeOf(uint256 tokenId) external view returns (uint256);

    /// @notice The status of a ticket. Reverts for a token that does not exist.
    function statusOf(uint256 tokenId) external view returns (TicketStatus);

    /// @notice What a signature for this ticket has to name. Changes whenever the ticket changes hands, its
    /// check-in is undone or its signatures are revoked. Reverts for a token that does not exist.
    function nonceOf(uint256 tokenId) external view returns (uint256);

    /// @notice The market whose sales this event accepts.
    function market() external view returns (address);
}
