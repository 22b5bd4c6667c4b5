"""Which language of a clause is behind: another was changed, and this one still says what both said before. Pure.

A change in one language leaves the others behind; changing one that is behind brings it up. Whoever writes saves many
times in one sitting: what the same hand goes on writing in the language that just caught up leaves nobody behind.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from hermanar.kernel.content import Content


def follow(
    state: Mapping[str, Mapping[str, Any]],
    old: Content,
    new: Content,
    *,
    same_hand: bool = False,
    agrees: bool = False,
    mends: bool = False,
) -> dict[str, dict[str, Any]]:
    """The state after `new` came over `old`: key → {"behind": languages, "last": language, "caught": bool, "since":
    language → words before it left the others behind}.

    `same_hand`: the same person, in the same sitting, as the version before. `agrees`: the change puts the languages in
    step (a repair of what differed between them); `mends`: it mends one language and says nothing of the others.
    """
    if len(new.languages) < 2:
        return {}
    before = {block.key: block.text for block in old.blocks}
    after: dict[str, dict[str, Any]] = {}
    for block in new.blocks:
        known = state.get(block.key, {})
        behind, last, caught = set(known.get("behind", ())), known.get("last", ""), bool(known.get("caught"))
        since = dict(known.get("since", {}))
        was = before.get(block.key)
        if was is None:
            said = {lang for lang in new.languages if block.text.get(lang, "")}
            behind, last, caught = (set(new.languages) - said if said else set()), "", False
        else:
            changed = [lang for lang in new.languages if block.text.get(lang, "") != was.get(lang, "")]
            if changed:
                others = set(new.languages) - set(changed)
                if agrees or not others:
                    behind, caught = set(), True
                elif mends or behind & set(changed):
                    behind, caught = behind - set(changed), True
                elif not (same_hand and caught and last in changed):
                    since = since if behind else {lang: was.get(lang, "") for lang in changed}
                    behind, caught = behind | others, False
                if all(block.text.get(lang, "") == text for lang, text in since.items()):
                    behind = set()
                last = changed[0]
        if behind or caught:
            entry = {"behind": sorted(behind), "last": last, "caught": caught}
            after[block.key] = entry | ({"since": since} if behind else {})
    return after


def behind_in(state: Mapping[str, Mapping[str, Any]], key: str) -> tuple[str, ...]:
    """Languages of that block that are behind."""
    return tuple(state.get(key, {}).get("behind", ()))


def settled(state: Mapping[str, Mapping[str, Any]], keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The state after a person found that those blocks say the same in every language."""
    seen = set(keys)
    return {key: dict(one) for key, one in state.items() if key not in seen}
