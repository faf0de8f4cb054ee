"""Words that tell what stands beside them: titles, verbs of saying, heads of institutions, what is never a name.

Small tables for German, English and French, written by hand.
"""

import re
from functools import lru_cache

from reader.entities.listed import listed

# A title or a part played, alone or as the head of a compound: "Außenminister", "US-Chefdiplomat", "SPD-Chefin".
_HEADS = (
    "minister|präsident|kanzler|kanzlers|chef|chefdiplomat|sprecher|politiker|kommissar|berater|kollege|kollegen|"
    "kollegin|botschafter|senator|direktor|professor|historiker|ökonom|experte|expertin|forscher|leiter|trainer|"
    "bischof|kardinal|richter|anwalt|anwältin|gesandte|gesandter|gesandten|beauftragte|beauftragter|beauftragten|"
    "abgeordnete|abgeordneter|abgeordneten|vorsitzende|vorsitzender|vorsitzenden|diplomat|premier|vize|general|oberst|"
    "könig|königs|kronprinz|kronprinzen|prinz|prinzen|prinzessin|papst|kaiser|fürst|graf|gräfin|herzog|zar|"
    "journalist|journalisten|reporter|moderator|autor|schriftsteller|dichter|lyriker|schauspieler|sänger|regisseur|"
    "künstler|maler|komponist|komponisten|pianist|pianisten|dirigent|dirigenten|unternehmer|milliardär|aktivist|"
    "aktivisten|kandidat|kandidaten|bürgermeister|gouverneur|landrat|landrätin|stürmer|torwart|kapitän|spieler|"
    "mittelfeldspieler|verteidiger|manager|geschäftsführer|vorstand|gründer|erfinder|philosoph|philosophen|soziologe|"
    "soziologin|politologe|politologin|wissenschaftler|physiker|chemiker|biologe|biologin|mediziner|arzt|ärztin|"
    "virologe|virologin|staatssekretär|generalsekretär|sekretär|staatsanwalt|staatsanwältin|kommandant|kommandeur|"
    "anführer|führer|oppositionsführer|machthaber|diktator|emir|scheich|sultan|ajatollah|pfarrer|priester|mönch|"
    "weltmeister|olympiasieger|tennisprofi|profi|rennfahrer|läufer|schwimmer|biathlet|witwe|tochter|sohn|bruder|"
    "schwester|ehefrau|ehemann|vater|mutter|gattin|freundin|partnerin|enkel|nachfolger|vorgänger|stellvertreter|"
    "kameramann|fotograf|fotografen|produzent|produzenten|architekt|architekten|ingenieur|lehrer|schüler|student|"
    "studentin|polizist|polizisten|kommissars|ermittler|zeuge|zeugin|intendant|kurator|pilot|astronaut|kosmonaut|"
    "sicherheitsberater|staatschef|regierungschef|vermittler|unterhändler|oligarch|tycoon|rapper|comedian|kabarettist|"
    "verleger|chefredakteur|redakteur|korrespondent|analyst|analystin|analysten"
)
_TITLE = re.compile(rf"(?:^|[-\w])(?:{_HEADS})(?:in|s|innen|n)?$", re.IGNORECASE)
_SHORT_HEADS = re.compile(
    r"^(?:Herrn?|Frau|Dr|Prof|Professor|Sir|Lord|Lady|Papst|Zar|König|Prinz|Graf|Emir|Sankt|Pater|Bruder|Schwester|Dame|"
    r"Mr|Mrs|Ms|Miss|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Mme|Mlle|Monsieur|Madame|Señor|Don|Doña)$"
)
_PLAIN = listed(
    "president minister chancellor secretary senator governor mayor judge justice general colonel "
    "bishop archbishop cardinal rabbi "
    "captain king queen prince princess pope sir lord lady dr professor chairman chairwoman ceo "
    "director spokesman spokeswoman spokesperson commissioner envoy ambassador coach actor actress "
    "singer author writer historian economist adviser advisor diplomat leader founder congressman "
    "congresswoman representative premier sheriff attorney striker midfielder defender goalkeeper "
    "captain manager journalist reporter lawyer candidate analyst président présidente ministre "
    "chancelier chancelière sénateur sénatrice roi reine pape maire député députée général juge "
    "directeur directrice porte-parole écrivain historien historienne chanteur chanteuse acteur "
    "actrice presidente ministro ministra canciller rey reina papa alcalde senador portavoz "
    "cancelliere sindaco re president-elect conseiller conseillère émissaire"
)


@lru_cache(maxsize=8192)
def is_title(word: str) -> bool:
    """Whether a name of a person may stand behind `word`."""
    if word.lower() in _PLAIN or _SHORT_HEADS.match(word):
        return True
    return word[:1].isupper() and len(word) > 3 and bool(_TITLE.search(word))


def is_office(word: str) -> bool:
    """Whether `word` is a title that ends an office's name: "Prime Minister". German surnames like Kaiser are none."""
    return word.lower() in _PLAIN


_SAYING = listed(
    "sagte sagt sagten gesagt erklärte erklärt betonte betont teilte teilt forderte fordert warnte "
    "warnt kritisierte kritisiert äußerte äußert meinte meint schrieb schreibt nannte nennt kündigte "
    "kündigt erläuterte sprach spricht bekräftigte verlangte verlangt fügte ergänzte berichtete "
    "berichtet erzählt erzählte findet glaubt versprach verspricht bestätigte dementierte verteidigte "
    "lobte mahnte mahnt riet drängte wies bezeichnete begründete empfängt empfing traf trifft reiste "
    "reist telefonierte telefoniert unterzeichnete gewann siegte starb wurde said says told added "
    "warned wrote argued insisted announced called urged noted explained acknowledged claimed "
    "declared promised replied met has was a déclaré affirmé annoncé promis expliqué dit ajouté "
    "évoqué"
)


def says(word: str) -> bool:
    """Whether `word` is a verb that takes a person: saying, meeting, travelling."""
    return word in _SAYING


_INSTITUTION = re.compile(
    r"(?:ministerium|kommission|parlament|miliz|milizen|partei|fraktion|behörde|gericht|gerichtshof|verband|gewerkschaft|"
    r"universität|kongress|senat|zentralbank|notenbank|bank|stiftung|institut|sicherheitsrat|menschenrechtsrat|stadtrat|bund|"
    r"verein|hochschule|klinikum|museum|orchester|theater|liga|armee|gesellschaft|akademie|kammer|bibliothek|amt|rebellen|"
    r"bewegung|bündnis|ausschuss|organisation|föderation|botschaft|agentur|polizei|verlag)(?:s|es|n|en)?$",
    re.IGNORECASE,
)


def is_institution(word: str) -> bool:
    """Whether the last part of a compound names an institution: "Außenministerium", "Miliz"."""
    return bool(_INSTITUTION.search(word))


# What makes an organisation of the capitalised words before it, and of those behind it.
ORG_TAILS = listed(
    "GmbH AG SE KG KGaA OHG eG Inc Corp Ltd LLC LLP plc PLC SpA Group Holding Holdings Bank "
    "University Association Institute Committee Council Ministry Party Agency Foundation Commission "
    "Corporation Company Airlines Airways Authority Board Bureau Center Centre Church Club Coalition "
    "College Congress Court Department Federation Forum Fund Institution Laboratory Laboratories "
    "League Museum Network Observatory Office Organization Organisation Parliament Police Press "
    "Records School Senate Services Society Systems Technologies Times Tribune Trust Union United "
    "Herald Journal Post Assembly Alliance Studios Entertainment Motors Industries Partners "
    "Pharmaceuticals Orchestra Hospital Library Rovers City FC SC CF"
)
ORG_OF = listed("Ministry Department Bank University Institute Council Court House Church Organization Office")
GERMAN_ORG_HEADS = listed(
    "Universität Hochschule Landgericht Amtsgericht Oberlandesgericht Verwaltungsgericht "
    "Sozialgericht Arbeitsgericht Finanzgericht Staatsanwaltschaft Polizeipräsidium Technische "
    "Klinikum Uniklinik Stadtwerke Sparkasse Volksbank Handelskammer Staatsoper Philharmonie"
)
CLUBS = listed(
    "FC SC SV TSV VfB VfL VfR FSV TuS SpVgg MTV SSV BSC HSC TSG SG FSG SpVg ASV ESV TV HSG AC AS EC ERC EHC THW"
)
# What stands before the name of a place, and what stands before it as its kind.
LOCATIVES = listed(
    "in aus nach bei nahe Nähe unweit von near from at in im In Aus Nach Bei nördlich südlich östlich "
    "westlich à depuis en a En À Near From At"
)
PLACE_HEADS = listed(
    "Landkreis Kreis Bezirk Stadt Gemeinde Insel Provinz Region Bundesstaat Ortsteil Stadtteil "
    "Hauptstadt Großstadt Kleinstadt Hafenstadt Dorf Millionenstadt Landeshauptstadt Grenzstadt "
    "Kanton Département Gouvernement Ort Ortschaft"
)
PLACE_TAILS = listed(
    "Street Avenue Road River Lake Island Islands Mountains Mountain Valley County Bay Beach Park "
    "Square Hills Bridge Airport Peninsula Desert Province Region Coast Strait Sea Ocean Creek Falls "
    "Heights"
)
SQUARES = listed(
    "Straße Strasse Platz Platzes Tor Tors Allee Bahnhof Bahnhofs Flughafen Flughafens Hauptbahnhof "
    "Dom Ring Chaussee Hafen Weg Ufer Brücke Park Schloss"
)
# Nouns that a country's name makes a compound with: "Ukrainekrieg", "Kremlchef".
COMPOUND_TAILS = re.compile(
    r"^(?:s?)(?:krieg|konflikt|krise|politik|frage|hilfe|gespräch|reise|besuch|geschäft|experte|expertin|kenner|beauftragte|"
    r"chef|sprecher|herrscher|präsident|wahl|beitritt|einsatz|abkommen|deal|hilfen|verhandlung|debatte|gipfel|beziehung|"
    r"abgeordnete|mandat|fraktion|sitzung|verwaltung|vize|wahlkampf)\w{0,4}$"
)

_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner January "
    "February March May June July October December janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre"
)
_DAYS = (
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday"
)
# Capitalised words that are no name and no part of one, and would be taken for one.
NEVER = listed(
    f"{_MONTHS} {_DAYS} Der Die Das Den Dem Des Ein Eine Einer Eines Einem Einen Und Oder Aber Doch "
    "Denn Dann Da Dort Hier Heute Gestern Morgen Es Er Sie Wir Ihr Ich Du Man Mit Ohne Auf Aus Bei "
    "Nach Von Vor Zu Zum Zur Im In Am An Als Wenn Weil Wie Was Wer Wo Wann Warum Auch Nur Noch Schon "
    "So Sein Seine Seiner Seinem Seinen Ihre Ihrer Ihrem Ihren Mein Meine Unser Unsere Diese Dieser "
    "Dieses Diesem Diesen Jene Jeder Jede Jedes Alle Alles Viele Einige Mehr Kein Keine Nicht Nun "
    "Jetzt Seit Bis Durch Für Gegen Um Über Unter Zwischen Während Trotz Wegen Laut Neben Hinter Beim "
    "Vom Ins Ans Zwei Drei Vier Fünf Sechs Sieben Acht Neun Zehn Elf Zwölf Hundert Tausend Million "
    "Millionen Milliarde Milliarden Euro Dollar Prozent Uhr Jahr Jahre Erst Erste Zuletzt Zudem Damit "
    "Dabei Danach Dazu Daran Davon Dagegen Darauf Dafür Daher Deshalb Dennoch Trotzdem Allerdings "
    "Immerhin Ende Anfang Mitte Foto Bild Quelle Kommentar Interview Analyse Video Podcast Newsletter "
    "Update Redaktion The A An And Or But If When While As At By For From Of On To With Without This "
    "That These Those It Its He She They We You I His Her Their Our My Your There Here Then Now Not "
    "No Yes All Some Many More Most Other Another After Before Since Until During Under Over Between "
    "Against About Such What Which Who Whom Whose Where Why How One Two Three Four Five Six Seven "
    "Eight Nine Ten First Second Last Next New Old Both Each Every Few Several Photo Still Also Even "
    "Just Only Yet However Meanwhile According Although Because Behind Inside Outside Le La Les Un "
    "Une Des Du De Et Ou Mais Donc Or Ni Car Il Elle Ils Elles Nous Vous Je Tu On Ce Cette Ces Son Sa "
    "Ses Leur Leurs Mon Ma Mes Notre Nos Votre Vos Dans Sur Sous Avec Sans Pour Par Chez Entre Vers "
    "Depuis Pendant Avant Après Lors Selon Tout Tous Toute Toutes Plus Moins Très Pas Ne Si Que Qui "
    "Quand Comme Où Comment Pourquoi Au Aux En El Los Las Una Y O Pero Con Sin Por Para Del Al Lo Se "
    "Su Sus Es Il Gli Dei Della Nel Che Non Per Una Het Een Van"
)
ROYAL = listed("Prince Princess King Queen Duke Earl Graf König Prinz")  # titles that are given names, too
COMPASS = listed(
    "Western Eastern Northern Southern Westerner Westerners westlich östlich nördlich südlich westlichen westliche "
    "westlicher östlichen östliche östlicher nördlichen südlichen occidental occidentale occidentaux"
)
ARTICLES = listed(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen im am vom zum zur "
    "beim ins ans the an a this that le la les un une du des dieser diese dieses diesen diesem jeder "
    "jede jedes mein dein sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer unser unsere"
)
ROLES_OF_ORG = re.compile(
    r"(?:konzern|konzerns|firma|hersteller|herstellers|bauer|bauers|magazin|magazins|agentur|sender|zeitung|unternehmen|"
    r"unternehmens|anbieter|riese|riesen|kette|verlag|bank|chiphersteller|plattform|dienst|netzwerk|company|giant|maker|carmaker|"
    r"group|brand|app|versicherer|ölkonzern|partei)$",
    re.IGNORECASE,
)
