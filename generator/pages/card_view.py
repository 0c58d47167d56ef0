"""Values of the page /desk/<id>/card/ of the internal edition."""

from typing import NamedTuple

from generator.pages.policy_view import Qr
from generator.pages.views import Link


class CardView(NamedTuple):
    """What an enterprise is handed: nothing that the public page does not say.

    `qr` leads there, None where the address of the site is not known. `roles` and `services` have a name and what it
    means for the enterprise.
    """

    name: str
    scheme: str
    unit: str
    position: str
    phone: str
    office: str
    roles: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, str], ...]
    qr: Qr | None
    address: str
    desk: Link
