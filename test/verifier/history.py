"""Whether the entries shown are one unbroken history of the unit, and bound to the log."""
from form import Refused, canonical
from proofs import climbed

TEN_MINUTES = 600_000  # milliseconds


def check_history(dossier, steps):
    """Refuses what is missing, and then whatever in the file was not needed."""
    History(dossier, steps).prove()


def check_binding(inclusions, steps):
    by_leaf = {step.leaf: step for step in steps}
    waiting, bound = [one['leaf'] for one in inclusions], set()
    while waiting:
        leaf = waiting.pop()
        if leaf in by_leaf and leaf not in bound:
            bound.add(leaf)
            waiting += [named['leaf'] for one in by_leaf[leaf].entries.values() for named in one['entry']['prev']]
    for step in steps:
        if step.leaf not in bound:
            raise Refused('nothing binds the step to the log', step.number)


class Own:
    """One entry of one unit, and what it names."""

    def __init__(self, step, one):
        entry = one['entry']
        units = [named['unit'] for named in entry['prev']]
        if len(set(units)) != len(units) or entry['unit'] in units[1:]:
            raise Refused('prev names a unit twice, or its own not first', step.number)
        self.step, self.unit, self.fact = step, entry['unit'], one['fact']
        self.names = {named['unit']: named['leaf'] for named in entry['prev']}
        self.before = self.names.pop(self.unit, None)


class History:
    def __init__(self, dossier, steps):
        self.unit = dossier['unit']['ref']
        self.named = [one['ref'] for one in dossier['containers']]
        self.own, self.leaves = {}, {step.leaf: step for step in steps}
        if len(self.leaves) != len(steps):
            raise Refused('a step is there twice')
        for step in steps:
            for unit, one in step.entries.items():
                self.own.setdefault(unit, []).append(Own(step, one))
        self.contents = {one['unit']: one for one in dossier['contents']}
        if len(self.contents) != len(dossier['contents']):
            raise Refused('a unit has two contents')
        self.steps, self.used, self.proved, self.around = steps, set(), set(), set()

    def prove(self):
        self.check_order()
        self.whole(self.unit, 0)
        for owns in self.own.values():
            for own in owns:
                if own not in self.used:
                    raise Refused('an entry belongs to no part of the history', own.step.number)
        if self.proved != set(self.contents):
            raise Refused('contents prove nothing of the history')
        if len(set(self.named)) != len(self.named):
            raise Refused('a container is named twice')
        if not set(self.named) <= self.around:
            raise Refused('a container that is named is none of the history')
        last = min((own.step.number for own in self.own.get(self.unit, [])), default=None)
        for step in self.steps:
            step.carried = last is None or step.number < last

    def check_order(self):
        """Steps are newest first: what prev names is older, and what came after that in the same container is newer."""
        after = {(own.unit, own.before): own.step.number for owns in self.own.values() for own in owns}
        for owns in self.own.values():
            for own in owns:
                for unit, leaf in [(own.unit, own.before), *own.names.items()]:
                    older = self.leaves[leaf].number if leaf in self.leaves else None
                    newer = after.get((unit, leaf), own.step.number)
                    if newer > own.step.number or (older is not None and older <= own.step.number):
                        raise Refused('steps are not newest first', own.step.number)
        latest = 0
        for step in reversed(self.steps):
            if latest > step.at + TEN_MINUTES:
                raise Refused('steps are not newest first', step.number)
            latest = max(latest, step.at)

    def whole(self, unit, depth):
        """The whole history of a unit, also after its last own entry. Gives the contents it had from its beginning."""
        if unit in self.own:
            owns = self.chain(unit, self.own[unit][0].step.leaf, None, None)
            self.between(owns)
            self.birth(owns[-1])
            self.onwards(owns[0])
            return owns[-1].fact['contents']
        proof = self.proof_of(unit, None, depth)
        self.around.add(proof['container'])
        self.leads(proof, self.whole(proof['container'], depth + 1))
        return proof['contents']

    def chain(self, unit, leaf, stop, later):
        """Own entries from a leaf back to the leaf `stop`, or to the beginning when that is None; newest first."""
        blamed, found = later, []
        while True:
            own = next((one for one in self.own.get(unit, []) if one.step.leaf == leaf), None)
            if own is None:
                raise Refused(f'the step before is not shown for {unit}', blamed.step.number if blamed else None)
            self.used.add(own)
            found.append(own)
            if leaf == stop or (stop is None and own.before is None):
                return found
            if own.before is None:
                raise Refused(f'the history of {unit} does not reach the step it should', own.step.number)
            blamed, leaf = own, own.before

    def between(self, owns):
        for later, earlier in zip(owns, owns[1:]):
            self.stretch(earlier.fact['in'], later, earlier)

    def stretch(self, container, later, earlier):
        """The unit lay in the container from one own entry to another entry that names the container."""
        if container is None:
            return
        self.around.add(container)
        head = later.names.get(container)
        if head is None:
            raise Refused(f'the entry does not name the container {container}', later.step.number)
        owns = self.chain(container, head, self.stop(container, earlier), later)
        self.between(owns)
        self.stretch(owns[0].fact['in'], later, owns[0])

    def stop(self, container, earlier):
        if container in earlier.step.entries:
            return earlier.step.leaf
        if container not in earlier.names:
            raise Refused(f'the entry does not name the container {container}', earlier.step.number)
        return earlier.names[container]

    def birth(self, first):
        """What lay around the unit before its first own entry."""
        if first.fact['born'] is not None:
            proof = self.proof_of(first.unit, first.fact['born'], 0)
            self.leads(proof, self.from_beginning(first.fact['born'], first, 0))

    def from_beginning(self, container, later, depth):
        """The container's history from its beginning to the later entry. Gives the contents it had from its beginning."""
        self.around.add(container)
        if container in later.names:
            owns = self.chain(container, later.names[container], None, later)
            self.between(owns)
            self.birth(owns[-1])
            self.stretch(owns[0].fact['in'], later, owns[0])
            return owns[-1].fact['contents']
        proof = self.proof_of(container, None, depth)
        self.leads(proof, self.from_beginning(proof['container'], later, depth + 1))
        return proof['contents']

    def onwards(self, last):
        """After the last own entry: what is shown of the containers around must chain back too."""
        container = last.fact['in']
        if container is None:
            return
        self.around.add(container)
        owns = self.own.get(container, [])
        if not owns or (owns[0] in self.used and owns[0].step.leaf != self.stop(container, last)):
            return
        shown = self.chain(container, owns[0].step.leaf, self.stop(container, last), None)
        self.between(shown)
        self.onwards(shown[0])

    def proof_of(self, unit, container, depth):
        proof = self.contents.get(unit)
        if proof is None or (container is not None and proof['container'] != container) or depth > len(self.contents):
            raise Refused(f'nothing proves where {unit} lay from its beginning')
        return proof

    def leads(self, proof, root):
        issuer, key = proof['unit'].split('/')
        if proof['container'].split('/')[0] != issuer:
            raise Refused('contents and container have different issuers')
        leaf = {name: proof[name] for name in ('contents', 'height', 'lots')}
        leaf['unit'] = key
        reached = climbed(b'packtrail/content/1' + canonical(leaf), proof['turns'], proof['path'])
        if reached.hex() != root:
            raise Refused('contents do not lead to those of the container')
        self.proved.add(proof['unit'])
