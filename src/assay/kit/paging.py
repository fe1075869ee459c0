"""Numbered pages as Label Studio's clients read them: {count, next, previous, results}."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request

LARGEST_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page the client asked for. Past the last one the answer is an empty page, never an error."""

    request: Request
    number: int
    size: int

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def page(self, count: int, results: list[Any]) -> dict[str, Any]:
        """The answer, with the addresses of the pages beside this one."""
        return {
            "count": count,
            "next": self._address(self.number + 1) if self.offset + self.size < count else None,
            "previous": self._address(self.number - 1) if self.number > 1 else None,
            "results": results,
        }

    def _address(self, number: int) -> str:
        return str(self.request.url.include_query_params(page=number))


async def paging(
    request: Request,
    page: Annotated[int, Query(ge=1, le=2**31, description="Number of the page, from 1.")] = 1,
    page_size: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Rows on a page.")] = 30,
) -> Paging:
    """The page that a request asks for, from its query."""
    return Paging(request, page, page_size)


Pages = Annotated[Paging, Depends(paging)]
