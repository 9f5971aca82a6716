"""The signed note of the log's head: who signed it, how the log came to its key, and which witnesses cosigned."""
import re

from form import Refused
from keys import base64_bytes, ed25519_holds, note_key

COUNT = re.compile('0|[1-9][0-9]{0,15}')


class Note:
    """A signed note (C2SP signed-note and tlog-checkpoint)."""

    def __init__(self, note):
        text, split, signatures = note.partition('\n\n')
        self.text = text + '\n'
        lines = self.text.split('\n')
        if not split or len(lines) not in (5, 6) or not signatures.endswith('\n'):
            raise Refused('the checkpoint is not a signed note of four lines, or five')
        named = re.fullmatch(r'next (\S+)', lines[4]) if len(lines) == 6 else None
        if len(lines) == 6 and not named:
            raise Refused('the fifth line of the checkpoint names no key')
        self.next = named[1] if named else None
        self.origin, size, root, block = lines[:4]
        found = re.fullmatch(r'block (\S+) (\S+)', block)
        if not re.fullmatch(r'\S+', self.origin) or not COUNT.fullmatch(size) or not found or not COUNT.fullmatch(found[1]):
            raise Refused('the checkpoint has no size or block')
        self.size, self.block, self.root = int(size), int(found[1]), base64_bytes(root, 'the root')
        self.block_hash = base64_bytes(found[2], 'the block hash')
        if len(self.root) != 32 or len(self.block_hash) != 32 or max(self.size, self.block) >= 2**53:
            raise Refused('a hash of the checkpoint is not of 32 bytes, or a number of it is too large')
        self.lines = [signature_line(line) for line in signatures[:-1].split('\n')]

    def of(self, key):
        """What the lines of a key hold behind its id."""
        return [raw[4:] for name, raw in self.lines if (name, raw[:4]) == key[:2]]

    def signed_by(self, key):
        """True or False; a line of the key that does not hold is not passed over."""
        found = self.of(key)
        return bool(found) and all(ed25519_holds(key[2], self.text.encode(), signature) for signature in found)

    def cosigned_by(self, key):
        """True or False; refuses when a line of the witness does not hold."""
        for raw in self.of(key):
            time = int.from_bytes(raw[:8], 'big')
            if len(raw) != 72 or not ed25519_holds(key[2], f'cosignature/v1\ntime {time}\n{self.text}'.encode(), raw[8:]):
                raise Refused('the cosignature of a witness does not hold')
        return bool(self.of(key))


def signature_line(line):
    signed = re.fullmatch(r'— (\S+) (\S+)', line)
    if not signed:
        raise Refused('a signature line of the checkpoint has another form')
    raw = base64_bytes(signed[2], 'a signature of the checkpoint')
    if len(raw) < 5:
        raise Refused('a signature line of the checkpoint is too short')
    return signed[1], raw


def check_checkpoint(dossier, key, witnesses, needed):
    """Takes the trusted key and witnesses; gives the head that the log signed."""
    last = check_handovers(dossier.get('handovers', []), key)
    head = Note(dossier['checkpoint'])
    if head.origin != key[0]:
        raise Refused('the checkpoint is of another log')
    if last:
        note, key = last
        same = (head.block, head.block_hash, head.root) == (note.block, note.block_hash, note.root)
        if not same and (head.block <= note.block or head.size < note.size):
            raise Refused('the checkpoint is older than the last handover')
    if not head.of(key):
        raise Refused('the checkpoint is not signed by the log key')
    if not head.signed_by(key):
        raise Refused('the signature of the checkpoint does not hold')
    if sum(head.cosigned_by(witness) for witness in set(witnesses)) < needed:
        raise Refused('too few witnesses cosigned the checkpoint')
    return head


def check_handovers(handovers, trusted):
    """Gives the last note and the key that it hands over to; None when there is none."""
    notes = [Note(one) for one in handovers]
    if any(note.origin != trusted[0] for note in notes):
        raise Refused('a handover is of another log')
    keys = [note_key(note.next or '', what='the key of a handover') for note in notes]
    if len(set(keys)) != len(keys) or any(key[0] != trusted[0] for key in keys):
        raise Refused('a handover is to no new key of this log')
    before, last = None if trusted in keys else trusted, None
    for note, key in zip(notes, keys):
        if last and (note.block <= last[0].block or note.size < last[0].size):
            raise Refused('handovers are not oldest first')
        if not all(note.signed_by(one) for one in (before, key) if one):
            raise Refused('a handover is not signed by both keys')
        before, last = key, (note, key)
    return last
