"""The routes of access."""

from fastapi import APIRouter

routers: list[APIRouter] = []
