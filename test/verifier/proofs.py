"""What is proved by hashes and signatures alone: names, steps and inclusions."""
import hashlib

from form import HASH, Refused, canonical, check, strict_json
from keys import p256_holds


class Step:
    """One step whose signature, facts, leaf and documents hold; `entries` by unit."""

    def __init__(self, number, at, leaf, entries):
        self.number, self.at, self.leaf, self.entries, self.carried = number, at, leaf, entries, False


def sha(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def node(left, right):
    return sha(b'\x01', left, right)


def climbed(leaf, turns, path):
    """The root that a leaf leads to when `turns` says on which side of each pair it is."""
    if len(turns) != len(path):
        raise Refused('turns and path differ in length')
    reached = sha(b'\x00', leaf)
    for turn, sibling in zip(turns, map(bytes.fromhex, path)):
        reached = node(reached, sibling) if turn == 'L' else node(sibling, reached)
    return reached


def check_names(names):
    for name in names:
        digest = sha(b'packtrail/unit/1', bytes.fromhex(name['salt']), name['link'].encode())
        if digest.hex() != name['ref'].split('/')[1]:
            raise Refused(f"{name['link']} is not the name of {name['ref']}")


def check_step(step, number, head):
    try:
        return Step(number, *step_of(step, head))
    except Refused as refused:
        raise Refused(str(refused), number) from None


def step_of(step, head):
    text = step['command'].encode()
    command = strict_json(step['command'], 'command')
    if not isinstance(command, dict) or canonical(command) != text:
        raise Refused('command is not canonical JSON')
    for name, kind in (('origin', str), ('key', HASH), ('contract', int), ('at', int), ('docs', [HASH, 1000, 0])):
        check(command.get(name), kind, name)
    signature, spki = bytes.fromhex(step['signature']), bytes.fromhex(step['spki'])
    if command['origin'] != head.origin:
        raise Refused('the command is for another log')
    if sha(spki).hex() != command['key']:
        raise Refused('spki is not the key of the command')
    roots = {entry_root(one) for one in step['entries']}
    if len(roots) != 1:
        raise Refused('the entries of the step do not lead to one root')
    entries = {one['entry']['unit']: one for one in step['entries']}
    if len(entries) != len(step['entries']):
        raise Refused('a unit has two entries in the step')
    check_documents(step['documents'], command['docs'])
    if not p256_holds(spki, text, signature):
        raise Refused('the signature of the step does not hold')
    summary = {
        'contract': command['contract'], 'entries': roots.pop().hex(),
        'signature': sha(signature).hex(), 'txId': sha(text).hex(),
    }
    return command['at'], sha(b'\x00', b'packtrail/leaf/1', canonical(summary)).hex(), entries


def entry_root(one):
    entry, fact = one['entry'], one['fact']
    lots = sha(b'packtrail/lots/1', canonical(fact['lots'])).hex()
    if sha(b'packtrail/fact/1', canonical({**fact, 'lots': lots})).hex() != entry['after']:
        raise Refused('a fact is not the one of its entry')
    return climbed(b'packtrail/entry/1' + canonical(entry), one['turns'], one['path'])


def check_documents(documents, promised):
    seen = set()
    for document in documents:
        digest = sha(b'packtrail/doc/1', bytes.fromhex(document['salt']), canonical(document['head'])).hex()
        if digest not in promised:
            raise Refused('a document is not one of the command')
        if digest in seen:
            raise Refused('a document is there twice')
        seen.add(digest)


def check_inclusions(inclusions, steps, head):
    """RFC 9162 2.1.3.2. Gives the places in the log of the steps that have a path."""
    by_leaf = {step.leaf: step for step in steps}
    places = {}
    for one in inclusions:
        step = by_leaf.get(one['leaf'])
        if step is None:
            continue
        if one['leaf'] in places:
            raise Refused('a step has two inclusions', step.number)
        if one['size'] != head.size:
            raise Refused('an inclusion is of another size than the checkpoint', step.number)
        if included_root(one) != head.root:
            raise Refused('an inclusion does not lead to the root', step.number)
        places[one['leaf']] = one['index']
    return places


def check_places(inclusions, places, steps):
    """Steps are newest first, so their places in the log fall."""
    if any(one['leaf'] not in places for one in inclusions):
        raise Refused('an inclusion is of no step shown')
    order = [places[step.leaf] for step in steps if step.leaf in places]
    if order != sorted(set(order), reverse=True):
        raise Refused('steps are not newest first')


def included_root(one):
    place, last = one['index'], one['size'] - 1
    if place > last:
        return None
    reached = bytes.fromhex(one['leaf'])
    for sibling in map(bytes.fromhex, one['path']):
        if last == 0:
            return None
        if place & 1 or place == last:
            reached = node(sibling, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = node(reached, sibling)
        place, last = place >> 1, last >> 1
    return reached if last == 0 else None
