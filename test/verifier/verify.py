#!/usr/bin/env python3
"""Checks a Packtrail dossier. Written from docs/dossier.md alone, to show that a stranger can.

    python3 verify.py FILE --log VKEY     prints PROVEN or REFUSED with the reason; exit status 0 or 1
    python3 verify.py --batch --log VKEY  reads paths from standard input, prints one line of JSON for each

With --witness VKEY (again for more) and --witnesses K, so many of them must have cosigned.
Python 3.9 or newer without packages; the program `openssl` checks the signatures.
"""
import argparse
import json
import sys

from checkpoint import check_checkpoint
from form import Refused, dossier_in
from history import check_binding, check_history
from keys import note_key
from proofs import check_inclusions, check_names, check_places, check_step


def verify(raw, vkey, witnesses=(), needed=0):
    """Takes the bytes of a dossier and the verifier key of its log; gives the proven steps, or raises Refused."""
    key = note_key(vkey)
    known = [note_key(one, 4, 'the key of a witness') for one in witnesses]
    dossier = dossier_in(raw)
    head = check_checkpoint(dossier, key, known, needed)
    check_names([dossier['unit'], *dossier['containers']])
    steps = [check_step(step, number, head) for number, step in enumerate(dossier['steps'], 1)]
    places = check_inclusions(dossier['inclusions'], steps, head)
    check_binding(dossier['inclusions'], steps)
    check_places(dossier['inclusions'], places, steps)
    check_history(dossier, steps)
    return steps


def answer(path, *trust):
    try:
        with open(path, 'rb') as file:
            raw = file.read()
        steps = verify(raw, *trust)
    except Refused as refused:
        return {'file': path, 'good': False, 'why': str(refused), 'step': refused.step}
    carried = sum(step.carried for step in steps)
    return {'file': path, 'good': True, 'why': f'{len(steps)} steps, {carried} of them carried', 'step': None}


def main():
    options = argparse.ArgumentParser(description='Checks a Packtrail dossier without network.')
    options.add_argument('file', nargs='?')
    options.add_argument('--log', required=True, help='verifier key of the log: name+id+key')
    options.add_argument('--witness', action='append', default=[], help='verifier key of a witness')
    options.add_argument('--witnesses', type=int, default=0, help='how many of them must have cosigned')
    options.add_argument('--batch', action='store_true')
    given = options.parse_args()
    trust = given.log, given.witness, given.witnesses
    if given.batch:
        for line in sys.stdin:
            print(json.dumps(answer(line.rstrip('\n'), *trust)), flush=True)
        return 0
    if given.file is None:
        options.error('which file?')
    found = answer(given.file, *trust)
    where = f" step {found['step']} from the newest" if found['step'] else ''
    print(f"PROVEN {found['why']}" if found['good'] else f"REFUSED{where}: {found['why']}")
    return 0 if found['good'] else 1


if __name__ == '__main__':
    sys.exit(main())
