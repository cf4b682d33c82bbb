"""A printed enumeration of places -> the places: "Austin, Texas, Dublin, Ireland, and Pune, India" are three."""

from __future__ import annotations

import re

# States and countries that follow a city behind a comma.
_REGION_NAMES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho"
    "|illinois|indiana|iowa|kansas|kentucky"
    "|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada"
    "|new hampshire|new jersey|new mexico"
    "|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south "
    "dakota|tennessee|texas|utah|vermont"
    "|virginia|washington|west virginia|wisconsin|wyoming|district of columbia|ontario|quebec|british columbia"
    "|alberta|usa|us|united states|u.s|canada"
    "|mexico|brazil|argentina|chile|colombia|united kingdom|uk|england|scotland|ireland|france|germany|spain"
    "|portugal|italy|netherlands|belgium"
    "|switzerland|austria|poland|czech republic|romania|bulgaria|serbia|ukraine|greece|turkey|sweden|norway"
    "|denmark|finland|estonia|latvia|lithuania"
    "|israel|egypt|south africa|nigeria|kenya|united arab emirates|uae|saudi arabia|india|pakistan|bangladesh"
    "|sri lanka|china|japan|south korea|korea"
    "|taiwan|hong kong|singapore|malaysia|indonesia|philippines|vietnam|thailand|australia|new zealand|new "
    "south wales|victoria|queensland|maharashtra|karnataka"
)
# Cities that letters are signed in without naming their state or country.
CITIES = frozenset(
    (
        "abu dhabi|adelaide|ahmedabad|amsterdam|athens|auckland|austin|bangalore|bangkok|barcelona|belfast|belgrade"
        "|bengaluru|berlin|birmingham|bogotá|boston|brisbane|bristol|brussels|bucharest|budapest|buenos aires|cairo"
        "|calgary|canberra|cape town|cardiff|chennai|chicago|colombo|copenhagen|cork|dallas|delhi|denver|dubai|dublin"
        "|durban|düsseldorf|edinburgh|frankfurt|gdańsk|geneva|glasgow|gurgaon|gurugram|hamburg|helsinki|hong kong"
        "|houston|hyderabad|istanbul|jakarta|johannesburg|karachi|kochi|kolkata|kraków|kuala lumpur|lagos|lahore|leeds"
        "|lisbon|liverpool|london|los angeles|luxembourg|madrid|manchester|manila|melbourne|mexico city|milan|montreal"
        "|montréal|mumbai|munich|nairobi|new delhi|new york|newcastle|noida|oslo|ottawa|paris|perth|philadelphia"
        "|porto|prague|pune|riyadh|rome|rotterdam|san francisco|santiago|seattle|seoul|sheffield|shanghai|singapore"
        "|sofia|stockholm|stuttgart|sydney|são paulo|taipei|tallinn|tel aviv|tokyo|toronto|vancouver|vienna|vilnius"
        "|warsaw|wellington|wrocław|zagreb|zurich|zürich|washington, d.c.|washington, dc"
    ).split("|")
)
_REGIONS = frozenset(_REGION_NAMES.split("|"))
_END = re.compile(r"\.(?:\s|$)|;\s*(?=which|that|where)|,? (?:which|where|that|with|to|for)\b")


def split_places(text: str) -> tuple[str, ...]:
    """The places that a text enumerates from its start to the end of the sentence."""
    stop = _END.search(text)
    words = (text[: stop.start()] if stop else text).strip(" .")
    if ";" in words:
        return tuple(p.strip(" ,") for p in re.split(r";\s*(?:and\s+)?", words) if p.strip(" ,"))
    found: list[str] = []
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", words):
        name = part.strip(" .")
        if not name:
            continue
        if found and _is_region(name) and not _is_region(found[-1].split(", ")[-1]):
            found[-1] += f", {name}"
        else:
            found.append(name)
    return tuple(found)


def _is_region(name: str) -> bool:
    return name.casefold() in _REGIONS or (len(name) == 2 and name.isupper())
