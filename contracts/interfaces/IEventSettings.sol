// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What holders buy under, and the ticket types
/// @notice Cap, royalty, policy and currency are fixed when the event is created, and so are a ticket type's
/// face price and the rule of refunds. The organiser can only extend: a later end, a later close of resale, a
/// higher wallet limit. The supply of a ticket type may change, but not below what is issued.
interface IEventSettings {
    /// @notice Who may move a ticket before it becomes a souvenir. Locked: no holder. MarketOnly: no holder
    /// directly; sales go through the market, which enforces the price cap. Open: its holder, until
    /// `resaleClosesAt`.
    enum TransferPolicy {
        Locked,
        MarketOnly,
        Open
    }

    /// @notice How an event stands. Open: on. Paused: mints, sales and moves are stopped for the time being.
    /// Cancelled, for ever: what buyers paid is theirs to pull. Settled, for ever: the event is over and the
    /// organiser has withdrawn the proceeds.
    enum Stage {
        Open,
        Paused,
        Cancelled,
        Settled
    }

    /// @notice What holders buy under.
    /// @param name of the event and of the ERC-721 collection; up to 31 bytes cost one storage slot
    /// @param endsAt unix seconds; 24 hours later every ticket that isn't invalidated moves freely, as a
    /// souvenir, unless the event is cancelled
    /// @param resaleClosesAt unix seconds; from then until souvenir time holders can't move or resell tickets
    /// @param transferPolicy who may move a ticket
    /// @param resaleCapBps highest resale price in basis points of the face price; 65,535 for no cap
    /// @param royaltyBps the organiser's share of a resale, in basis points, at most 10,000
    /// @param maxPerWallet how many tickets one wallet may purchase, those that are invalidated later included; 0
    /// for any number. Binds purchases, not what the organiser mints
    /// @param currency the ERC-20 that prices are in; zero for the native coin; `address(1)` for money that
    /// isn't on this chain: then neither purchases nor the market are open
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
        uint80 price;
    }

    /// @notice A tier, how many of its tickets were minted so far, and how many of those were invalidated.
    /// Invalidated tickets don't count against the supply: their places can be issued again.
    struct TicketTypeInfo {
        uint32 supply;
        uint32 minted;
        uint32 invalidated;
        uint80 price;
    }

    /// @notice A ticket type was added, or got another supply.
    event TicketTypeSet(uint256 indexed ticketType, uint256 supply, uint256 price);

    /// @notice The event ends later, resale closes later or the wallet limit is higher.
    event EventExtended(uint40 endsAt, uint40 resaleClosesAt, uint32 maxPerWallet);

    /// @notice Mints, sales and moves were stopped or go on.
    event PauseSet(bool paused);

    /// @notice ERC-7572: what `contractURI` leads to may have changed.
    event ContractURIUpdated();

    /// @notice Only the factory may initialise an event.
    error NotFactory(address caller);

    /// @notice The event was initialised before.
    error AlreadyInitialized();

    /// @notice An event needs an owner.
    error OwnerRequired();

    /// @notice A royalty is at most 10,000 basis points.
    error RoyaltyTooHigh(uint256 royaltyBps);

    /// @notice The currency is no contract.
    error NotAToken(address currency);

    /// @notice The event has no ticket type of this number.
    error UnknownTicketType(uint256 ticketType);

    /// @notice A supply can't go below what is issued: minted and not invalidated.
    error SupplyBelowIssued(uint256 ticketType, uint256 supply, uint256 issued);

    /// @notice Serials have nine digits, so a supply is at most 999,999,999.
    error SupplyTooLarge(uint256 supply);

    /// @notice A time that holders count on can be put off but not brought forward.
    error OnlyLater(uint256 current, uint256 asked);

    /// @notice A wallet limit can be raised or lifted (0) but not lowered.
    error OnlyHigher(uint256 current, uint256 asked);

    /// @notice The event has ended.
    error EventEnded(uint256 endsAt);

    /// @notice The event is cancelled.
    error EventCancelled();

    /// @notice The organiser has withdrawn the proceeds: the event is over.
    error EventSettled();

    /// @notice Mints, sales and moves are stopped for the time being.
    error EventPaused();

    /// @notice Sets up a new clone. Called once, by the factory.
    /// @param owner the organiser's wallet
    /// @param creator who asked the factory for it: the first operator, and whose base URI applies
    function initialize(
        address owner,
        address creator,
        EventConfig calldata config,
        TicketType[] calldata types
    ) external;

    /// @notice Adds a ticket type. Operators. Reverts when the supply is too large.
    /// @return ticketType its number
    function addTicketType(TicketType calldata type_) external returns (uint256 ticketType);

    /// @notice Changes how many tickets of a type there may be: any number from what is issued on. Operators.
    function setSupply(uint256 ticketType, uint32 supply) external;

    /// @notice Lets resale close later and wallets purchase more; each may stay as it is. Operators.
    /// @param maxPerWallet 0 for any number
    function extend(uint40 resaleClosesAt, uint32 maxPerWallet) external;

    /// @notice Puts the end of the event off, and with it the souvenir time and the payment of the organiser.
    /// Only the owner, and only before the end.
    function postpone(uint40 endsAt) external;

    /// @notice Stops mints, purchases and every move of tickets before their souvenir time, or lets them go
    /// on. Check-ins, refunds and withdrawals are never stopped. Operators.
    function setPaused(bool paused) external;

    /// @notice Serves the metadata of this event from elsewhere; empty: back to its creator's base URI. Only
    /// the owner.
    function setBaseURI(string calldata baseURI) external;

    /// @notice What holders buy under.
    function config() external view returns (EventConfig memory);

    /// @notice What prices are in, as in `EventConfig`.
    function currency() external view returns (address);

    /// @notice How the event stands.
    function stage() external view returns (Stage);

    /// @notice How many ticket types there are; they are numbered from 1.
    function ticketTypeCount() external view returns (uint256);

    /// @notice A ticket type by its number. Reverts for an unknown one.
    function ticketTypeInfo(uint256 ticketType) external view returns (TicketTypeInfo memory);

    /// @notice How many tickets were minted, those invalidated included.
    function totalSupply() external view returns (uint256);

    /// @notice ERC-7572: `{base}/{chainId}/{contract in lower case}`, or empty without a base URI.
    function contractURI() external view returns (string memory);
}
