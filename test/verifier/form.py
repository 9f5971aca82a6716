"""The form of a dossier: strict JSON with exactly the members of the page, and canonical JSON (RFC 8785)."""
import json
import re


class Refused(Exception):
    """Why a dossier is refused, and in which step from the newest (1 is the newest), when it is in one."""

    def __init__(self, why, step=None):
        super().__init__(why)
        self.step = step


def dossier_in(raw):
    """Takes the bytes of a file; gives the dossier when every member is there, listed and of its type."""
    dossier = strict_json(raw, 'the file')
    check(dossier, DOSSIER, 'dossier')
    for number, step in enumerate(dossier['steps'], 1):
        try:
            check(step, STEP, 'step')
        except Refused as refused:
            raise Refused(str(refused), number) from None
    return dossier


def strict_json(raw, what):
    """Refuses what JSON leaves to the reader: repeated keys, numbers that are no integers below 2^53, lone surrogates."""
    try:
        text = raw.decode('utf-8') if isinstance(raw, bytes) else raw
        text.encode('utf-8')
        return json.loads(text, object_pairs_hook=once, parse_int=integer, parse_float=whole, parse_constant=refuse)
    except (ValueError, RecursionError) as fault:
        raise Refused(f'{what} is not plain JSON: {fault}') from None


def canonical(value):
    """RFC 8785 for what a dossier may hold; gives bytes."""
    try:
        return written(value).encode('utf-8')
    except (UnicodeEncodeError, RecursionError):
        raise Refused('a text is no Unicode, or lists are too deep') from None


def written(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode('utf-16-be'))
        return '{' + ','.join(f'{written(key)}:{written(value[key])}' for key in keys) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(written, value)) + ']'
    return json.dumps(value, ensure_ascii=False)


def once(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError('a key is there twice')
    for key, value in pairs:
        for text in (key, value):
            if isinstance(text, str):
                text.encode('utf-8')
    return found


def integer(digits):
    if abs(int(digits)) >= 2**53:
        raise ValueError(f'{digits} is not below 2^53')
    return int(digits)


def whole(digits):
    """A number counts by its value, however it is written: 43.0 is 43."""
    value = float(digits)
    if not value.is_integer():
        raise ValueError(f'{digits} is not an integer')
    return integer(format(value, '.0f'))


def refuse(text):
    raise ValueError(f'{text} is not JSON')


def check(value, kind, where):
    """A kind is a dict of members (with ? those that may be absent), a list of one kind, most and least, a tuple of alternatives, a pattern, or a type."""
    if isinstance(kind, tuple):
        if not any(fits(value, one) for one in kind):
            raise Refused(f'{where} is none of what it may be')
    elif isinstance(kind, dict):
        if not isinstance(value, dict):
            raise Refused(f'{where} is not an object')
        names = {name.rstrip('?'): inner for name, inner in kind.items()}
        if any(name not in names for name in value) or any(name not in value for name in kind if not name.endswith('?')):
            raise Refused(f'{where} has other members than {sorted(kind)}: {sorted(value.keys() ^ names.keys())}')
        for name, inner in names.items():
            if name in value:
                check(value[name], inner, name)
    elif isinstance(kind, list):
        if not isinstance(value, list):
            raise Refused(f'{where} is not a list')
        inner, most, least = kind
        if not least <= len(value) <= most:
            raise Refused(f'{where} has not {least} to {most} members')
        for one in value:
            check(one, inner, where)
    elif isinstance(kind, re.Pattern):
        if not isinstance(value, str) or not kind.fullmatch(value):
            raise Refused(f'{where} is not of the form {kind.pattern}')
    elif type(value) is not kind or (kind is int and value < 0):
        raise Refused(f'{where} is not of its type')


def fits(value, kind):
    try:
        check(value, kind, '')
        return True
    except Refused:
        return False


HASH = re.compile('[0-9a-f]{64}')
SALT = re.compile('[0-9a-f]{32}')
REF = re.compile('[0-9a-f]{32}/[0-9a-f]{64}')
TURNS = re.compile('[LR]*')
NONE = type(None)
LINK = re.compile(r'https://id\.gs1\.org/[!-~]{1,200}')
NOTE = re.compile('.{1,20000}', re.DOTALL)
COMMAND = re.compile(r'\{.{1,2000000}', re.DOTALL)
LOTS = [HASH, 200, 0]
PATH = [HASH, 64, 0]
STATE = re.compile('active|partially_dispensed|quarantined|in_transit|illegitimate|dispensed|decommissioned')
NAME = {'ref': REF, 'link': LINK, 'salt': SALT}
FACT = {
    'born': (REF, NONE), 'contents': (HASH, re.compile('')), 'height': int, 'held': int, 'holder': (SALT, NONE),
    'in': (REF, NONE), 'lots': LOTS, 'owner': (SALT, NONE), 'resume': (STATE, NONE), 'shipment': (SALT, NONE),
    'since': int, 'state': STATE,
}
ENTRY = {'unit': REF, 'prev': [{'unit': REF, 'leaf': HASH}, 16, 0], 'after': HASH}
STEP = {
    'command': COMMAND, 'signature': re.compile('[0-9a-f]{128}'), 'spki': re.compile('[0-9a-f]{182}'),
    'entries': [{'entry': ENTRY, 'turns': TURNS, 'path': PATH, 'fact': FACT}, 16, 1],
    'documents': [{'head': dict, 'salt': SALT}, 1000, 0],
}
DOSSIER = {
    'format': re.compile('packtrail/dossier/1'), 'checkpoint': NOTE, 'handovers?': [NOTE, 100, 1],
    'unit': NAME, 'containers': [NAME, 200, 0], 'steps': [dict, 2000, 1],
    'contents': [{
        'container': REF, 'unit': REF, 'height': int, 'lots': LOTS, 'contents': (HASH, re.compile('')),
        'turns': TURNS, 'path': PATH,
    }, 200, 0],
    'inclusions': [{'leaf': HASH, 'index': int, 'size': int, 'path': PATH}, 20, 1],
}
