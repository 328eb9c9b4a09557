// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";

/// @title ERC-721 ownership, minted by the run
/// @notice A run is a row of consecutive tokens minted to one holder. Only its first token, the head, stores
/// who owns it; the others look back to their head. When a token leaves a run, the token after it becomes a
/// head.
/// @dev Looking back is bounded in two ways. A run of up to `SCAN_MAX` tokens is walked. In a longer one,
/// `_linked` has a bit for each token that follows a head, so the head is found with one read; such runs get
/// a new head where a word of bits begins. Distinct and small orders, nearly all there are, thus write no
/// bitmap at all.
abstract contract OrderTokens is IEventTickets, IERC721Errors {
    /// @dev A head's word: the owner in the low 160 bits, then this flag: the next token isn't in this run.
    /// The upper 95 bits are copied along when a run is split; they are kept for what was paid for each
    /// ticket of the run.
    uint256 private constant ALONE = 1 << 160;

    /// @dev The longest run without bits in `_linked`: the most slots that a look-up may read.
    uint256 private constant SCAN_MAX = 16;

    mapping(uint256 tokenId => uint256) private _heads;
    mapping(uint256 word => uint256) private _linked;
    mapping(address holder => uint256) private _balances;
    mapping(uint256 tokenId => address) private _approved;
    mapping(address holder => mapping(address operator => bool)) private _approvedForAll;

    /// @inheritdoc IERC721
    function approve(address to, uint256 tokenId) external {
        address holder = ownerOf(tokenId);
        require(
            msg.sender == holder || isApprovedForAll(holder, msg.sender),
            ERC721InvalidApprover(msg.sender)
        );
        _approved[tokenId] = to;
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
        _update(from, to, tokenId, msg.sender);
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
        return _balances[holder];
    }

    /// @inheritdoc IERC721
    function ownerOf(uint256 tokenId) public view returns (address) {
        return _holderIn(_headOf(tokenId));
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        _requireMinted(tokenId);
        return _approved[tokenId];
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address holder, address operator) public view returns (bool) {
        return _approvedForAll[holder][operator];
    }

    /// @dev Whether a token was minted. Tokens are never burnt.
    function _exists(uint256 tokenId) internal view virtual returns (bool);

    /// @dev Reverts unless the token may move now. `auth` as in `_update`.
    function _requireMovable(uint256 tokenId, address auth) internal view virtual;

    /// @dev The only way a token changes hands, and so the only place where the transfer policy is asked.
    /// @param auth who uses a holder's right to move the token; zero when an operator uses the organiser's
    function _update(address from, address to, uint256 tokenId, address auth) internal {
        require(to != address(0), ERC721InvalidReceiver(address(0)));
        uint256 head = _headOf(tokenId);
        address holder = _holderIn(head);
        require(holder == from, ERC721IncorrectOwner(from, tokenId, holder));
        address approved = _approved[tokenId];
        require(
            auth == address(0) || auth == holder || auth == approved || isApprovedForAll(holder, auth),
            ERC721InsufficientApproval(auth, tokenId)
        );
        _requireMovable(tokenId, auth);

        if (approved != address(0)) delete _approved[tokenId];
        if (head & ALONE == 0) _detachNext(tokenId, head);
        _heads[tokenId] = _withHolder(head, to) | ALONE;
        unchecked {
            --_balances[from];
            ++_balances[to];
        }
        emit Transfer(from, to, tokenId);
    }

    /// @dev Records the holder of tokens that were just minted, `length` of them from `first` on. The caller
    /// has made sure that they are new, and emits their `Transfer` events.
    function _openRun(address to, uint256 first, uint256 length) internal {
        uint256 head = uint160(to);
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
    function _headOf(uint256 tokenId) private view returns (uint256 head) {
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

    function _holderIn(uint256 head) private pure returns (address) {
        return address(uint160(head));
    }

    function _withHolder(uint256 head, address to) private pure returns (uint256) {
        return ((head >> 160) << 160) | uint160(to);
    }
}
