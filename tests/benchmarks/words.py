"""The words that generator.py writes with, the most frequent of each kind first."""

# ruff: noqa: SIM905 - prose is easier to read and mend than a list of strings

# Noun and gender.
NOUNS = tuple(
    part.strip()
    for part in """Regierung f, Minister m, Jahr n, Land n,
Partei f, Präsident m, Stadt f, Unternehmen n, Streit m, Gesetz n,
Frage f, Gespräch n, Ministerium n, Krieg m, Wirtschaft f, Plan m, Entscheidung f, Haushalt m, Grenze f,
Reform f, Wahl f, Bericht m, Bürger m, Schule f, Polizei f, Verband m, Vertrag m, Zahl f, Sprecher m, Kritik
f, Angebot n, Ausschuss m, Bank f, Behörde f, Bündnis n, Debatte f, Energie f, Erklärung f, Fall m, Firma f,
Forderung f, Forscher m, Freiheit f, Frieden m, Gericht n, Gewerkschaft f, Gipfel m, Gruppe f, Hafen m, Haus
n, Hilfe f, Industrie f, Jugend f, Kampf m, Kanzler m, Klage f, Klima n, Koalition f, Kommission f, Konzern m,
Kosten f, Kraftwerk n, Krise f, Kultur f, Lage f, Leitung f, Macht f, Markt m, Maßnahme f, Menge f, Miete f,
Mitglied n, Mittel n, Nacht f, Netz n, Opposition f, Ordnung f, Parlament n, Preis m, Problem n, Programm n,
Projekt n, Prozess m, Quelle f, Rat m, Recht n, Rede f, Regel f, Reise f, Rente f, Richter m, Rolle f, Schaden
m, Schiff n, Schritt m, Schulden f, Sitzung f, Soldat m, Sommer m, Sorge f, Staat m, Steuer f, Stimme f,
Strafe f, Straße f, Strom m, Studie f, Summe f, Tag m, Technik f, Teil m, Tisch m, Treffen n, Umfrage f,
Universität f, Urteil n, Verfahren n, Verfassung f, Verhandlung f, Verkehr m, Versammlung f, Versicherung f,
Verteidigung f, Vorschlag m, Waffe f, Wald m, Wasser n, Weg m, Werk n, Wissenschaft f, Wohnung f, Zeitung f,
Zentrum n, Ziel n, Zoll m, Zug m, Zukunft f, Arzt m, Brücke f, Deich m, Ernte f, Fähre f, Flughafen m, Garten
m, Gletscher m, Halle f, Insel f, Kirche f, Küste f, Lehrer m, Museum n, Orchester n, Rathaus n, Schleuse f,
Sternwarte f, Theater n, Turm m, Ufer n, Verein m, Werft f""".split(",")
)

# What stands in front in compounds.
FRONTS = tuple(
    """Bundes Landes Außen Innen Wirtschafts Energie Regierungs Finanz Verteidigungs Gesundheits Bildungs Klima
Verkehrs Haushalts Sicherheits Arbeits Umwelt Handels Wahl Partei Friedens Kriegs Grenz Steuer Staats Stadt
Kultur Forschungs Familien Sozial Straf Volks Welt Zoll Rüstungs Wohnungs Miet Renten Schul Hochschul Kranken
Pflege Wasser Strom Gas Kohle Wind Sonnen Atom Wärme Netz Daten Digital Presse Fernseh Buch Film Musik Theater
Kirchen Jugend Kinder Frauen Bauern Ernte Wald Küsten Hafen Schiffs Flug Bahn Auto Straßen Brücken Tunnel Bau
Stahl Chemie Bank Börsen Kredit Zins Schulden Versicherungs Vertrags Verfassungs Gerichts Richter Polizei
Feuerwehr Rettungs Katastrophen Hochwasser Deich Sturm Winter Sommer Nacht Jahres Monats Tages Stunden Krisen
Sonder Haupt Neben Grund Spitzen Rand Übergangs Not Ärzte Häuser Bürger Länder Völker Märkte Wähler Minister
Präsidenten Kanzler Parlaments Ausschuss Koalitions Oppositions""".split()
)

VERBS = tuple(
    """prüft fordert begrüßt verteidigt kritisiert plant beschließt verlangt ändert stützt bezweifelt erwartet
verschiebt bestätigt erklärt verteuert beendet vereinbart verhandelt entlastet belastet berät begründet
bedauert unterschreibt veröffentlicht finanziert ersetzt erneuert verkauft schließt öffnet sichert gefährdet
stärkt schwächt bremst beschleunigt verbietet erlaubt regelt ordnet vertagt erhöht senkt halbiert verdoppelt
streicht rettet baut""".split()
)
ADJECTIVES = tuple(
    """neu groß deutsch politisch international wichtig europäisch gemeinsam russisch amerikanisch ukrainisch klein
wirtschaftlich öffentlich sozial scharf früh spät schwer offen geheim lang kurz staatlich privat kommunal
militärisch friedlich rechtlich technisch jährlich täglich mündlich schriftlich vorläufig endgültig umstritten
geplant gescheitert erhofft fränkisch bayerisch norddeutsch digital ländlich städtisch historisch beispiellos""".split()
)
ADVERBS = tuple(
    """heute gestern morgen bisher bald erneut zunächst offenbar vermutlich deutlich kaum weiterhin überraschend
gemeinsam schließlich inzwischen derzeit künftig jahrelang einstimmig notfalls ausdrücklich vorsorglich""".split()
)
PLACES = tuple(
    """Berlin Moskau Washington Brüssel Kiew München Hamburg Paris London Frankfurt Köln Wien Warschau Leipzig
Dresden Stuttgart Düsseldorf Bremen Hannover Nürnberg Rom Madrid Genf Zürich Prag Budapest Athen Ankara Peking
Tokio Riad Kairo Tunis Lagos Nairobi Delhi Jakarta Sydney Ottawa Bogotá Lima Santiago Oslo Stockholm
Kopenhagen Helsinki Riga Tallinn Vilnius Lübeck Kiel Rostock Erfurt Kassel Mainz Trier Ulm Passau Görlitz
Flensburg Emden""".split()
)
GROUPS = (
    "die EU", "die NATO", "die Bundesregierung", "die UN", "der Bundestag", "der Bundesrat", "die SPD", "die CDU",
    "die Grünen", "die FDP", "die EZB", "der Städtetag", "die IHK", "das Rote Kreuz", "die Caritas", "der ADAC",
    "die OSZE", "die OECD", "der IWF", "die WHO", "die Uno-Vollversammlung", "das Statistische Bundesamt",
)  # fmt: skip
FIRST_NAMES = tuple(
    """Anna Peter Maria Thomas Julia Michael Sabine Andreas Petra Stefan Monika Jürgen Katrin Sergej Marco Olga Iwan
Claire Jean Emma Lukas Leonie Paul Hannah Jonas Mia Felix Lena Elias Sophie Noah Clara Anton Greta Emil Frieda
Oskar Ida Karl Mathilda Bruno Helene Otto Johanna Fritz Ayşe Mehmet Fatma Ali Zofia Jan Agnieszka Paweł Lucía
José""".split()
)
SURNAMES = tuple(
    """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Richter Wolf Klein Schröder
Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Werner Krause Lehmann Köhler Maier Walter König Huber
Kaiser Fuchs Lang Weiß Jung Hahn Vogel Keller Günther Berger Frank Roth Beck Lorenz Baumann Franke Albrecht
Simon Ludwig Böhm Winter Kraus Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas
Schreiber Graf Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Pfeiffer Möller
Öztürk Kowalski Nowak Iwanow""".split()
)
SYLLABLES = tuple(
    """bar bel ber bran brei dan del dor dra eber fal fen fried gar gel ger gor gras hal ham hei hel hol jan kal kar
kel kol kran lam lan lei len lor mal man mar mel mor nag nel nor ob or pal pel pol rad rau rei rol ros sal san
sche sel sen ster stol tal tau tel tor tra ul val vel vor wal wei wel wor zan zel zor""".split()
)
ENDINGS = (
    "mann",
    "berg",
    "stein",
    "er",
    "ow",
    "ke",
    "ing",
    "bach",
    "feld",
    "ski",
    "hoff",
    "heim",
    "le",
    "ner",
    "ich",
)
KICKERS = (
    "Politik",
    "Wirtschaft",
    "Ukrainekrieg",
    "Klimaschutz",
    "Kultur",
    "Haushalt",
    "Wissenschaft",
    "Verkehr",
    "Kommunales",
)
AGENCIES = ("AFP", "dpa", "Reuters", "AP", "epd", "KNA", "AFP/dpa")
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
SOURCES = (
    "Tagesblatt", "Abendpost", "Morgenkurier", "Stadtanzeiger", "Die Warte", "Küstenzeitung", "Der Beobachter",
    "Landbote", "Handelsblick", "Funkhaus Nord", "Volksstimme Süd", "Neue Rundschau", "Alpenbote", "Hafenblatt",
    "Weltecho", "Forum", "Der Kanal", "Blickpunkt", "Revierblatt", "Taunusbote", "Elbnachrichten", "Umschau",
)  # fmt: skip
HEADLINES = (
    "Streit um {noun} in {place}",
    "{group} und die Frage nach {noun}",
    "{name} wirbt für {noun}",
    "Was {noun} mit {other} zu tun hat",
    "{place}: {noun} bleibt umstritten",
    "Mehr {noun}, weniger {other}",
    "{noun} vor dem Ende",
    "Neuer Anlauf für {noun}",
    "{name} gegen {name}: der Kampf um {noun}",
    "Zwischen {noun} und {other}",
)
# The most frequent shape of a sentence first.
SHAPES = (
    "{who} {verb} {whom} und {verb2} {adverb} {third}.",
    "{who} in {place} {verb} nach Angaben {whose} {whom}.",
    "„{who} {verb} {whom}“, sagte {person} am {day} in {place}.",
    "Es geht dabei um {whom} und um die Frage, ob {who} {adverb} {whom} {verb}.",
    "Nach {to} und {other} {verb} {who} {adverb} {whom}.",
    "{person} zufolge {verb} {who} {whom}, weil {third} mit {to} nicht einverstanden ist.",
    "Das ist für {whom} nicht neu, aber es {verb} {who} mit {to}.",
    "Vor {number} Tagen war {who} noch auf {to} angewiesen; nun {verb} {third} {adverb} {whom}.",
    "{who}, so {group}, {verb} im Streit mit {to} auch {whom}.",
    "Mehr als {number} Millionen Euro sind für {whom} in {place} vorgesehen.",
    "{person} und {person} haben sich am {day} über {whom} beraten.",
    "Ohne {whom}, heißt es in {place}, ist {who} in der Lage, die an {whom} erinnert.",
    "Aus {to} wird damit {who}, wie es {group} bei {other} schon {number} Mal gesehen hat.",
    "Dass {who} {whom} {verb}, hat {person} nie bestritten, auch nicht gegenüber {to}.",
    "Wer {whom} {verb}, der {verb2} {adverb} auch {who}.",
    "Zwischen {to} und {other} liegen {number} Kilometer und {who}.",
    "„Wir haben {whom} nicht gewollt“, sagte {person}, „und {who} hat das gewusst.“",
)
