"""Disjoint sets of indexes (union-find)."""

from __future__ import annotations


class Forest:
    """`size` indexes, each a tree of its own until it is joined to another."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        """The index that stands for the tree of `index`."""
        parent = self._parent
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    def join(self, root: int, other: int) -> None:
        """Makes the tree of the root `other` part of that of `root`."""
        self._parent[other] = root

    def trees(self) -> dict[int, list[int]]:
        """Indexes by root, in order of the first of each tree."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            found.setdefault(self.root(index), []).append(index)
        return found
