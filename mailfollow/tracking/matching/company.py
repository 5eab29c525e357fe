"""Which company an address belongs to, by its domain; nobody's where the domain is a public mail provider's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mailfollow.model import Address

_SECOND_LEVEL = """
    ac asn biz co com csiro edu firm gen go gob gouv gov gv id inc ind info kg lg ltd me mil ne net nhs nic nom or
    org plc police sch school tm
"""
SECOND_LEVEL = frozenset(_SECOND_LEVEL.split())
"""Labels under which a country code registers names, as in example.co.uk (after the Public Suffix List)."""

_SHARED = """
    blogspot.com cloudfront.net github.io gitlab.io herokuapp.com mail.onmicrosoft.com myshopify.com netlify.app
    onmicrosoft.com pages.dev substack.com vercel.app web.app weebly.com wixsite.com wordpress.com
"""
SHARED = frozenset(_SHARED.split())
"""Domains under which strangers have names of their own."""

_FREEMAIL = """
    126.com 163.com a1.net abv.bg aim.com alice.it aliceadsl.fr aol.com aon.at arcor.de att.net bbox.fr bell.net
    bellsouth.net bigpond.com bk.ru bluemail.ch bluewin.ch blueyonder.co.uk bol.com.br btinternet.com
    btopenworld.com casema.nl cegetel.net centrum.cz centurylink.net charter.net chello.at club-internet.fr
    comcast.net cox.net daum.net duck.com earthlink.net eircom.net email.de email.it fastmail.com fastmail.fm
    fastwebnet.it foxmail.com free.fr freenet.de frontier.com globo.com globomail.com gmail.com gmx.at gmx.ch
    gmx.com gmx.de gmx.es gmx.eu gmx.fr gmx.info gmx.net googlemail.com hanmail.net hetnet.nl hey.com hispeed.ch
    home.nl hushmail.com icloud.com ig.com.br inbox.com inbox.lv inbox.ru interia.pl inwind.it iol.it iol.pt
    juno.com kabelmail.de kpnmail.nl kpnplanet.nl laposte.net libero.it list.ru mac.com magenta.de mail.bg mail.com
    mail.de mail.ee mail.ru mailbox.org mailfence.com me.com movistar.es myfastmail.com mykolab.com nate.com
    naver.com netcabo.pt neuf.fr noos.fr ntlworld.com numericable.fr o2.pl o2online.de oi.com.br onet.eu onet.pl
    online.de online.no onmail.com ono.com optonline.net optusnet.com.au orange.fr pacbell.net passport.com
    planet.nl pm.me poczta.onet.pl posteo.de posteo.net proton.me protonmail.ch protonmail.com proximus.be qq.com
    quicknet.nl r7.com rambler.ru rediffmail.com rocketmail.com rogers.com runbox.com sapo.pt sbcglobal.net
    scarlet.be seznam.cz sfr.fr shaw.ca sina.cn sina.com skiff.com sky.com skynet.be sohu.com startmail.com
    sunrise.ch sympatico.ca t-online.de talktalk.net tele2.nl telefonica.net telenet.be telfort.nl telia.com
    telus.net terra.com terra.com.br terra.es tim.it tin.it tiscali.co.uk tiscali.it tuta.com tuta.io tutamail.com
    tutanota.com tutanota.de ukr.net unitybox.de uol.com.br upcmail.nl usa.com verizon.net virgilio.it virgin.net
    virginmedia.com vodafone.de voila.fr volny.cz wanadoo.fr web.de windstream.net wp.pl xs4all.nl xtra.co.nz
    yandex.com yandex.ru yeah.net ymail.com ziggo.nl zoho.com zohomail.com zohomail.eu zonnet.nl
"""
FREEMAIL = frozenset(_FREEMAIL.split())
"""Public mail providers: two people there have nothing to do with each other."""

_BRANDS = "aol gmail gmx googlemail hotmail live mailinator msn outlook proton protonmail yahoo yandex"
FREEMAIL_BRANDS = frozenset(_BRANDS.split())
"""Providers that use their name under many country codes, as in yahoo.co.uk."""


def company_of(address: str) -> str | None:
    """Return the company's domain for a lower-case addr-spec: "bob@mail.acme.co.uk" gives "acme.co.uk".

    None for public mail providers, for addresses without a registered domain, and for literal IP addresses.
    """
    return _company(address.rpartition("@")[2])


def party(address: str) -> str:
    """Return whom somebody at `address` stands for: their company, or at a public mail provider themselves."""
    return company_of(address) or address


def same_addressee(one: Sequence[Address], other: Sequence[Address]) -> bool:
    """Whether mail to `one` and mail to `other` is for the same party: whom each was written to got both."""
    if not one or not other:
        return True
    first, second = ({party(who.address) for who in people} for people in (one, other))
    return party(one[0].address) in second and party(other[0].address) in first


@lru_cache(maxsize=8192)
def _company(domain: str) -> str | None:
    labels = domain.lower().strip(".").split(".")
    if len(labels) < 2 or not all(labels) or labels[-1].strip("]").isdigit():
        return None
    depth = _depth(labels)
    if len(labels) < depth:
        return None
    name, whole = ".".join(labels[-depth:]), ".".join(labels)
    public = name in FREEMAIL or whole in FREEMAIL or labels[-depth] in FREEMAIL_BRANDS
    return None if public else name


def _depth(labels: list[str]) -> int:
    """Return how many labels from the right name one holder: two, or more under co.uk and shared domains."""
    for n in (3, 2):
        if ".".join(labels[-n:]) in SHARED:
            return n + 1
    return 3 if len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
