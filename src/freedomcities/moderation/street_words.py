"""The words that tell a street address from a sentence with a number in it."""

from __future__ import annotations

CLEAR = (
    "street|st|avenue|ave|av|boulevard|blvd|road|rd|lane|ln|terrace|terr|ter|parkway|pkwy|"
    "expressway|turnpike"
)
# Words that mean much besides; the words before them must be written as names are.
UNCLEAR = (
    "drive|dr|court|ct|place|pl|way|circle|cir|square|sq|trail|trl|loop|row|run|alley|aly|"
    "crescent|cove|crossing|highway|hwy|path|pass|pike|ridge|hill|heights|glen|view|"
    "meadows|landing|plaza|point|bend"
)
SPANISH = (
    r"calle|avenida|av(?:da)?\.?|bulevar|blvd\.?|camino|paseo|carretera|carr\.?|callejon|privada|"
    r"calzada|calz\.?|prolongacion|pasaje|pje\.?|carrera|jiron|andador|cerrada"
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    "mar|apr|jun|jul|aug|sept?|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    "septiembre|octubre|noviembre|diciembre"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Between a number and "Street": a sentence, and no name.
IN_SENTENCES = _words(
    """a about after against along an and any are arrests as at away be because before between block
    blocks building buildings business busy but by can cars children cities city closed counties
    county cross day days dead deputies did different do does each end every families feet few foot
    for from had has have he her homes hours houses i if in into is it its judges
    just lanes law lawyers local many members men mile miles minutes months more most near
    neighbors new no not of officers officials on one open or other our out over own people percent
    persons private protesters public rallies residents rules schools she side so some states
    stops stores students than that the their them then there these they this those times to towns
    two under units until up us volunteers votes was way we weeks were when where which who will
    with women workers yards year years you youth agents"""
)
IN_SPANISH_SENTENCES = _words(
    """a al desde donde durante en entre es hace hacen hasta hay mas menos o para pero por que se
    son sin sobre tiene una unas unos y con como cuando esta estan fue fueron era han ha hubo"""
)
# After N., S., E. or W.: a part of the country or of the world, a side, or what law is cited by.
NO_STREETS = _words(
    """africa african africans america american americans app asia asian asians bank bay border cal
    car carolina carolinian carolinians cir coast corp county dak dakota dakotan dakotans dist
    district end eng europe european gate ill ind ireland korea korean koreans law legis macedonia
    mariana marianas mex miss precinct region rep sch shore side stat sudan supp tex univ vietnam
    virginia virginian virginians ward wing"""
)
COURTS = _words(
    """district circuit superior supreme county municipal probate family federal state juvenile
    appeals appellate criminal high trial traffic civil chancery magistrate city u.s. us
    homeless drug local"""
)
