"""Words that are one name in several spellings and no rule of sound levels: given names, their short forms, others.

A line is a class; each word is written as `alias.plain` leaves it: lower case, Latin letters, no accents.
"""

_GIVEN = """
alexander aleksandr alexandre aljaksandr alaksandr oleksandr aliaksandr alexandr sascha
alexej alexei aleksej aleksey alexey oleksij oleksiy
sergej sergei sergey serguei sergiy serhij serhiy siarhei
wladimir vladimir wolodymyr volodymyr volodimir uladsimir
michail mikhail mihail mychajlo mykhailo mikhailo
andrej andrei andrey andrij andriy
dmitri dmitrij dmitry dmitriy dimitri dmytro dmitro
jewgeni jewgenij yevgeny yevgeni evgeny evgeni evgueni jewhen yevhen
juri jurij yuri yury iouri jurii
nikolai nikolaj nikolay mykola
pjotr pyotr piotr petr
wiktor viktor victor
wassili vasily wassyl
leo leon lev lew
mohammed muhammad mohamed mohammad muhammed mohamad mehmed
ahmed ahmad
hassan hasan
hussein husain hussain hossein husein
osama usama
abdel abdul abd abdelal
jussuf yusuf youssef yussuf yousef
chalid khalid khaled chaled
benjamin binyamin binjamin
"""
_SHORT = """
joe joseph
bill william
mike michael
bernie bernard
liz elizabeth
jimmy james
tony anthony
bob robert rob
dick richard
jim james
tom thomas
dan daniel
ed edward ted
kate katherine
"""
_OTHERS = """
putin poutine
jelzin yeltsin eltsine
salman salmane
lenin lenine
stalin staline
gorbatschow gorbachev gorbatchev gorbatschov
chruschtschow khrushchev khrouchtchev
gaddafi qaddafi kadhafi gadhafi kaddafi khadafi gaddhafi
laden ladin
hisbollah hizbollah hezbollah hizbullah hisbullah
kaida qaida qaeda qaida kaeda
taliban taleban
huthi houthi huti
lukaschenko lukaschenka lukashenko lukashenka lukaszenka loukachenko
prigoschin prigozhin prigojine prigoshin
odessa odesa
khartum chartum khartoum
saporischschja zaporizhzhia saporischja zaporizhia zaporizhzhya
trotzki trotsky trotzkij
charkiw kharkiv charkow kharkov
assad asad
tripolis tripoli
dschihad jihad
sankt saint st
"""


def _classes(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in text.strip().splitlines():
        words = frozenset(line.split())
        for word in words:
            found[word] = found.get(word, frozenset()) | words
    return found


SPELLINGS = _classes(_GIVEN + _OTHERS)  # of any word
SHORT_FORMS = _classes(_SHORT)  # of a given name
# Fathers and sons of one name in the news: here an initial tells two people apart.
NAMESAKES = frozenset({"bush"})
