// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title ERC-721 ownership, minted by the run
/// @notice A run is a row of consecutive tokens minted to one holder. Only its first token, the head, stores
/// who owns it; the others look back to their head. When a token leaves a run, the token after it becomes a
/// head.
/// @dev Looking back is bounded in two ways. A run of up to `SCAN_MAX` tokens is walked. In a longer one,
/// `_linked` has a bit for each token that follows a head, so the head is found with one read; such runs get
/// a new head where a word of bits begins. Distinct and small orders, nearly all there are, thus write no
/// bitmap at all.
abstract contract OrderTokens is IERC721, IERC721Errors {
    /// @dev A head's word: the owner in the low 160 bits; this flag: the next token isn't in this run; this
    /// flag: `_approved` counts; the nonce; what was paid for each token of the run.
    uint256 private constant ALONE = 1 << 160;
    uint256 private constant APPROVED = 1 << 161;
    uint256 private constant NONCE_SHIFT = 162;
    uint256 private constant NONCE_MASK = 0x3fff;
    uint256 private constant PAID_SHIFT = 176;

    /// @dev A holder's word: the balance in the low half, how many were purchased in the high one.
    uint256 private constant PURCHASED_SHIFT = 128;

    /// @dev The longest run without bits in `_linked`: the most slots that a look-up may read.
    uint256 internal constant SCAN_MAX = 16;

    uint256[1 << 54] internal _heads;
    uint256[1 << 46] private _linked;
    mapping(address holder => uint256) internal _balances;
    mapping(uint256 tokenId => address) private _approved;
    mapping(address holder => mapping(address operator => bool)) private _approvedForAll;

    /// @inheritdoc IERC721
    function approve(address to, uint256 tokenId) external {
        uint256 head = _headOf(tokenId);
        address holder = _holderIn(head);
        require(
            msg.sender == holder || isApprovedForAll(holder, msg.sender),
            ERC721InvalidApprover(msg.sender)
        );
        _approved[tokenId] = to;
        _setHead(tokenId, head, head | APPROVED);
        emit Approval(holder, to, tokenId);
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address operator, bool approved) external {
        require(operator != address(0), ERC721InvalidOperator(operator));
        _approvedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    /// @inheritdoc IERC721
    function transferFrom(address from, address to, uint256 tokenId) public {
        uint256 head = _headOf(tokenId);
        _requireHolder(from, head, tokenId);
        _requireApproved(msg.sender, head, tokenId);
        _requireHolderMayMove(tokenId);
        _move(head, to, tokenId);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        safeTransferFrom(from, to, tokenId, "");
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address from, address to, uint256 tokenId, bytes memory data) public {
        transferFrom(from, to, tokenId);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, tokenId, data);
    }

    /// @inheritdoc IERC721
    function balanceOf(address holder) external view returns (uint256) {
        require(holder != address(0), ERC721InvalidOwner(address(0)));
        return uint128(_balances[holder]);
    }

    /// @inheritdoc IERC721
    function ownerOf(uint256 tokenId) public view returns (address) {
        return _holderIn(_headOf(tokenId));
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        return _headOf(tokenId) & APPROVED == 0 ? address(0) : _approved[tokenId];
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address holder, address operator) public view returns (bool) {
        return _approvedForAll[holder][operator];
    }

    /// @dev Whether a token was minted. Tokens are never burnt.
    function _exists(uint256 tokenId) internal view virtual returns (bool);

    /// @dev Reverts unless a holder may move the token on its own now.
    function _requireHolderMayMove(uint256 tokenId) internal view virtual;

    function _requireHolder(address holder, uint256 head, uint256 tokenId) internal pure {
        address actual = _holderIn(head);
        require(actual == holder, ERC721IncorrectOwner(holder, tokenId, actual));
    }

    /// @dev Reverts unless the account may act for the token's holder.
    function _requireApproved(address account, uint256 head, uint256 tokenId) internal view {
        address holder = _holderIn(head);
        require(
            account == holder ||
                (head & APPROVED != 0 && account == _approved[tokenId]) ||
                isApprovedForAll(holder, account),
            ERC721InsufficientApproval(account, tokenId)
        );
    }

    /// @dev The only way a token changes hands. The caller has made sure that it may move. An approval ends
    /// with its flag.
    /// @param head the token's own, from `_headOf`
    function _move(uint256 head, address to, uint256 tokenId) internal {
        require(to != address(0), ERC721InvalidReceiver(address(0)));
        address from = _holderIn(head);
        _setHead(tokenId, head, _withNextNonce((head >> NONCE_SHIFT) << NONCE_SHIFT) | uint160(to));
        unchecked {
            --_balances[from];
            ++_balances[to];
        }
        emit Transfer(from, to, tokenId);
    }

    /// @dev Voids what was signed for the token.
    function _bumpNonce(uint256 tokenId, uint256 head) internal {
        _setHead(tokenId, head, _withNextNonce(head));
    }

    function _clearPaid(uint256 tokenId, uint256 head) internal {
        _setHead(tokenId, head, head & ((1 << PAID_SHIFT) - 1));
    }

    function _purchasedBy(address buyer) internal view returns (uint256) {
        return _balances[buyer] >> PURCHASED_SHIFT;
    }

    function _addPurchased(address buyer, uint256 quantity) internal {
        _balances[buyer] += quantity << PURCHASED_SHIFT;
    }

    /// @dev Records the holder of tokens that were just minted, `length` of them from `first` on. The caller
    /// has made sure that they are new, and emits their `Transfer` events.
    /// @param paid for each of them, in the currency's smallest unit: 80 bits at most
    function _openRun(address to, uint256 first, uint256 length, uint256 paid) internal {
        uint256 head = uint160(to) | (paid << PAID_SHIFT);
        if (length == 1) {
            _heads[first] = head | ALONE;
        } else if (length <= SCAN_MAX) {
            _heads[first] = head;
        } else {
            _openLinkedRun(head, first, first + length);
        }
        unchecked {
            _balances[to] += length;
        }
    }

    function _requireMinted(uint256 tokenId) internal view {
        require(_exists(tokenId), ERC721NonexistentToken(tokenId));
    }

    /// @dev One head and one word of bits for each 256 ids that the run reaches into.
    function _openLinkedRun(uint256 head, uint256 first, uint256 end) private {
        while (first < end) {
            _heads[first] = head;
            uint256 stop = Math.min((first | 0xff) + 1, end);
            uint256 followers = (1 << (stop - first - 1)) - 1;
            _linked[first >> 8] |= followers << ((first & 0xff) + 1);
            first = stop;
        }
    }

    /// @dev Gives a token a word of its own.
    function _setHead(uint256 tokenId, uint256 head, uint256 newHead) private {
        if (head & ALONE == 0) _detachNext(tokenId, head);
        _heads[tokenId] = newHead | ALONE;
    }

    /// @dev The token is leaving its run: the one after it, if it has been looking back, becomes a head.
    function _detachNext(uint256 tokenId, uint256 head) private {
        uint256 next = tokenId + 1;
        if (_heads[next] != 0 || !_exists(next)) return;
        _heads[next] = head;
        uint256 word = _linked[next >> 8];
        uint256 bit = 1 << (next & 0xff);
        if (word & bit != 0) _linked[next >> 8] = word ^ bit;
    }

    /// @dev The word of the head that a token looks back to; its own if it is one.
    function _headOf(uint256 tokenId) internal view returns (uint256 head) {
        require(tokenId < 1 << 54, ERC721NonexistentToken(tokenId));
        head = _heads[tokenId];
        if (head != 0) return head;
        _requireMinted(tokenId);

        uint256 place = tokenId & 0xff;
        uint256 word = _linked[tokenId >> 8];
        if ((word >> place) & 1 != 0) {
            uint256 headsBefore = ~word & ((1 << place) - 1);
            return _heads[(tokenId ^ place) | Math.log2(headsBefore)];
        }
        while (head == 0) head = _heads[--tokenId];
    }

    function _holderIn(uint256 head) internal pure returns (address) {
        return address(uint160(head));
    }

    function _nonceIn(uint256 head) internal pure returns (uint256) {
        return (head >> NONCE_SHIFT) & NONCE_MASK;
    }

    function _paidIn(uint256 head) internal pure returns (uint256) {
        return head >> PAID_SHIFT;
    }

    /// @dev The nonce is the word's only part that counts; after 16,384 moves it begins anew.
    function _withNextNonce(uint256 head) private pure returns (uint256) {
        uint256 nonce = ((head >> NONCE_SHIFT) + 1) & NONCE_MASK;
        return (head & ~(NONCE_MASK << NONCE_SHIFT)) | (nonce << NONCE_SHIFT);
    }
}
