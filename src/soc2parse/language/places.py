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
        "aarhus|aberdeen|abu dhabi|accra|adelaide|ahmedabad|amman|amsterdam|ankara|antwerp|athens|atlanta"
        "|auckland|austin|baltimore|bangalore|bangkok|barcelona|basel|beijing|beirut|belfast|belgrade|bengaluru"
        "|berlin|bern|birmingham|bogota|bogotá|bologna|bonn|boston|bratislava|brighton|brisbane|bristol|brussels"
        "|bucharest|budapest|buenos aires|busan|cairo|calgary|canberra|cape town|cardiff|casablanca|chandigarh"
        "|charlotte|chennai|chicago|christchurch|coimbatore|cologne|colombo|copenhagen|cork|coventry|dallas"
        "|darwin|delhi|denver|detroit|dhaka|doha|dortmund|dresden|dubai|dublin|dundee|durban|düsseldorf"
        "|edinburgh|edmonton|eindhoven|frankfurt|frankfurt am main|galway|gdańsk|geneva|ghent|glasgow|gold coast"
        "|gothenburg|graz|guadalajara|guangzhou|gurgaon|gurugram|haifa|halifax|hamburg|hannover|hanoi|helsinki"
        "|ho chi minh city|hobart|hong kong|honolulu|houston|hyderabad|indianapolis|indore|islamabad|istanbul"
        "|jaipur|jakarta|jeddah|jerusalem|johannesburg|kampala|kansas city|karachi|kochi|kolkata|kraków"
        "|kuala lumpur|kuwait city|kyiv|köln|lagos|lahore|las vegas|lausanne|leeds|leicester|leipzig|lille"
        "|limassol|limerick|linz|lisbon|liverpool|ljubljana|london|los angeles|lucknow|luxembourg|lyon|madrid"
        "|malmö|manama|manchester|manila|marseille|medellín|melbourne|mexico city|miami|milan|minneapolis"
        "|monterrey|montevideo|montreal|montréal|mumbai|munich|muscat|mysuru|nagpur|nairobi|nantes|nashville"
        "|new delhi|new york|newcastle|nicosia|noida|norwich|nottingham|nuremberg|nürnberg|orlando|osaka|oslo"
        "|ottawa|paris|parramatta|perth|philadelphia|phoenix|pittsburgh|port louis|portland|porto|prague"
        "|pretoria|pune|quebec city|quito|québec|raleigh|reykjavik|riga|riyadh|rome|rotterdam|sacramento"
        "|salt lake city|salzburg|san diego|san francisco|san jose|santiago|saskatoon|seattle|seoul|seville"
        "|shanghai|sheffield|shenzhen|singapore|sofia|southampton|st. louis|stockholm|stuttgart|swansea|sydney"
        "|são paulo|taipei|tallinn|tampa|tel aviv|the hague|thiruvananthapuram|tokyo|toronto|toulouse|turin"
        "|utrecht|vadodara|valencia|valletta|vancouver|vienna|vilnius|visakhapatnam|warsaw|washington, d.c."
        "|washington, dc|waterford|wellington|winnipeg|wrocław|zagreb|zurich|zürich"
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
