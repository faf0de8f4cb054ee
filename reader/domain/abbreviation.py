"""Words that a full stop belongs to, and words that sentences like to begin with, in German, English and French.

Three sorts of abbreviation, by what may follow. LEADING ones stand before what they introduce, so no sentence
ends with them ("Dr.", "vgl.", "z. B."). FINAL ones may end a sentence ("usw.", "Inc.", "U.S."): it takes a word
from STARTERS behind them. NUMBERED ones are abbreviations only before a figure ("No. 5", "Art. 2"). Letter
case counts: "max." is one, "Max." a man at the end of a sentence.
"""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


LEADING = _words(
    # titles
    "Dr Drs Prof Hr Hrn Fr Frl Dipl Ing Mag Msgr PD em mult Mr Mrs Ms Messrs Mx Mme Mmes Mlle Mgr MM Me",
    "Gov Sen Sens Rep Reps Lt Col Maj Capt Sgt Cpl Cmdr Adm Hon Rev Pres Supt Abg Abgg Min.-Präs Pfr Hptm Oblt",
    # German
    "Nr Nrn Az Geb vgl Vgl bzw ggf Ggf evtl Evtl ca Ca inkl exkl zzgl abzgl sog geb gest verh gesch gegr ehem",
    "sogen Mill bes insb insbes vermutl voraussichtl einschl zw gem lt hl Hl kath evang röm dt engl frz franz österr",
    "schweiz amerik russ poln ital span lat griech allg versch entspr mind max tägl jährl mtl monatl städt staatl wiss",
    "Aufl Hrsg hrsg Übers Bd Bde Bearb Jg Fa wg betr bez abz zit Ew resp stv stellv Stellv komm jun sen",
    # English
    "vs approx cf viz esp incl excl ca Nos Univ Assn Natl Intl Mt Ft",
    # French
    "env éd chap av apr hab ex dott Dott Sr Sra",
)
FINAL = _words(
    "etc usw usf uvm ff f al dgl Chr Zt Jh Jhs Jhd Jhdt Std Sek Mio Mrd Bio Tsd Stk Str Pl Hbf Bhf St Ste Ges",
    "Abt Bez Kr Jr Sr Inc Corp Ltd Co Bros Cie Ave Blvd Rd Dept Govt Ph Esq Gen Mass Calif Conn Pa Va",
    "Jan Feb Mar Mär Apr Jun Jul Aug Sep Sept Okt Oct Nov Dez Dec janv févr juil",
    "Mo Di Mi Do Sa So Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun",
)
NUMBERED = _words(
    "No no Art Tab Fig Vol Ch Sec Abs Kap Abb Sp Anm Ziff Rn Tel Pos Min Max p pp pl ch vol art S Z"
)

# Written with one or two letters a part. Keys: the letters with their dots, without spaces, in lower case.
LEADING_PHRASES = _words(
    "z.b d.h i.e e.g u.u m.e m.w o.g z.t v.a i.d.r i.d p.ex c.-à-d d.i s.a u.z n.b i.s h.c i.s.v z.hd i.h.v"
)
# Words that end in an abbreviation: "Friedrichstr.", "Hptbf."
FINAL_ENDINGS = ("str", "strs", "bhf", "pl.")

# Names that carry their own mark of exclamation or question.
CALLING_NAMES = _words("Yahoo Jeopardy Wham Airplane Mamma Oklahoma Panic Westward Jeopardy Blu Hep")

# Words without a vowel that are no abbreviations.
VOWELLESS = _words(
    "km kg cm mm ml kWh MWh GWh hm hmm pst psst brr grr tv nth Hm Hmm Pst Psst Brr Grr Pfft pfft Rhythm"
)

MONTHS = _words(
    "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember",
    "Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez",
)
# German nouns with a cardinal number behind them, and words that come before a bare number.
CARDINAL = _words(
    "Platz Rang Seite Kapitel Artikel Paragraf Paragraph Absatz Nummer Zimmer Gleis Klasse Teil Band Folge Block",
    "Linie Jahr Jahre Halle Tor Runde Version Stufe Zahl Ziffer Satz Grad Raum Apollo Boeing Airbus Covid",
    "auf von um über unter mit gegen zu etwa rund fast knapp gut nur insgesamt mindestens höchstens ist sind war",
    "waren beträgt betrug minus plus mal",
)

STARTERS = {
    "de": _words(
        "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Er Sie Es Ich Wir Ihr Du Man Und Aber Oder Denn",
        "Doch Sondern Auch Nur So Wenn Als Wie Was Wer Wo Warum Wieso Weshalb Weil Da Dann Danach Dort Hier Jetzt",
        "Nun In Im An Am Auf Aus Bei Beim Mit Nach Seit Von Vom Vor Zu Zum Zur Um Unter Über Für Gegen Ohne Durch",
        "Bis Ob Dass Diese Dieser Dieses Diesen Dies Damit Dabei Dafür Dagegen Daher Darauf Darum Deshalb Deswegen",
        "Trotzdem Zudem Außerdem Allerdings Jedoch Inzwischen Zugleich Gleichzeitig Nicht Kein Keine Keiner Alle Sein",
        "Viele Einige Manche Mehrere Seine Seiner Ihre Ihrer Unsere Mein Meine Noch Schon Erst Später Zuvor Zuletzt",
        "Heute Gestern Während Nachdem Obwohl Sobald Zwar Beide Beides Laut Wegen Trotz Ja Nein Neben Zwischen",
        "Andere Anders Immer Ebenso Etwa Insgesamt Mehr Weitere Wann Welche Welcher Vielleicht Bereits Dennoch",
        "Hat Ist Sind War Kann Will Soll Muss Bisher Dazu Davon Daran Dadurch Alles Etwas Niemand Jeder Jede Jedes",
        "Wir Uns Mir Ihm Ihn Dessen Deren Sogar Selbst Sonst Stattdessen Schließlich Zunächst Anschließend Ferner",
    ),
    "en": _words(
        "The A An He She It They We You I This That These Those There But And Or Nor So If When While In On At For",
        "From With As After Before By To Not No Yes What Who Why How Where Which Its His Her Their Our My Your One",
        "Some Many Most All Both Each However Meanwhile Although Though Since Because Then Now Here Still Even Also",
        "Under Over Once Until Unlike Like Despite During According Last Next Another",
        "Currently Later Earlier Recently Today Yesterday Finally First Such Several Few More",
        "Two Three Other Others Nobody Everyone",
        "He's She's It's They're We're I'm That's There's Is Are Was Were Did Does Do Has Have Had Just Only Yet",
    ),
    "fr": _words(
        "Le La Les L Un Une Des Du Il Elle Ils Elles On Nous Vous Je Tu Ce Cet Cette Ces C Cela Ça Mais Et Ou Donc",
        "Car Dans En À Au Aux Avec Pour Par Sur Sous Après Avant Depuis Selon Si Quand Que Qui Quoi Où Comme Son Sa",
        "Ses Leur Leurs Notre Nos Ne N D J S Puis Alors Ainsi Pourtant Cependant Toutefois Enfin Chez Sans Entre",
    ),
}
ANY_STARTERS = frozenset().union(*STARTERS.values()) - _words("Will Le La Les Du Des L D J S N C On")

# Verbs of speaking behind a quotation, as English has them: "Really?" Smith asked.
SPEECH = "said|says|asked|asks|told|cried|cries|replied|shouted|wondered|answered|exclaimed|yelled|joked|wrote"

# Small words by which a language is guessed when none is given.
COMMON = {
    "de": _words(
        "der die das und ist nicht ein eine mit von zu den im auf für dem sich des hat am es er sie ich"
    ),
    "en": _words("the and of is in to a that for was on with he she it not by at this from they you has are"),
    "fr": _words("le la les et est une des du en que qui dans pour il elle pas sur au aux ce avec"),
}
