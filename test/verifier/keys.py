"""Keys and signatures, checked by the program `openssl`; equal questions are asked once."""
import base64
import binascii
import hashlib
import os
import subprocess
import tempfile
from functools import lru_cache

from form import Refused

# SubjectPublicKeyInfo before the raw key: Ed25519 (RFC 8410), P-256 with an uncompressed point (RFC 5480).
ED25519 = bytes.fromhex('302a300506032b6570032100')
P256 = bytes.fromhex('3059301306072a8648ce3d020106082a8648ce3d030107034200') + b'\x04'
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def note_key(vkey, kind=1, what='the log key'):
    """Takes `name+id+key` of a log, or with kind 4 of a witness; gives (name, id, public key)."""
    parts = vkey.split('+', 2)
    if len(parts) != 3 or not parts[0]:
        raise Refused(f'{what} is not name+id+key')
    name, number, text = parts
    key = base64_bytes(text, what)
    if len(key) != 33 or key[0] != kind:
        raise Refused(f'{what} is not Ed25519 of its kind')
    if hashlib.sha256(name.encode() + b'\n' + key).hexdigest()[:8] != number:
        raise Refused(f'{what} has another id than it says')
    return name, bytes.fromhex(number), key[1:]


def base64_bytes(text, what):
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(f'{what} is not base64') from None
    if base64.b64encode(found).decode() != text:
        raise Refused(f'{what} is not canonical base64')
    return found


@lru_cache(maxsize=None)
def ed25519_holds(key, text, signature):
    command = ['pkeyutl', '-verify', '-pubin', '-rawin', '-inkey', 'key', '-in', 'text', '-sigfile', 'signature']
    return len(signature) == 64 and openssl(ED25519 + key, text, signature, command)


@lru_cache(maxsize=None)
def p256_holds(spki, text, signature):
    """r and s are within the group's order, s in its lower half: one signature has one form only."""
    r, s = int.from_bytes(signature[:32], 'big'), int.from_bytes(signature[32:], 'big')
    if not (0 < r < ORDER and 0 < s <= ORDER // 2) or len(spki) != 91 or not spki.startswith(P256):
        return False
    numbers = der_integer(r) + der_integer(s)
    signed = b'\x30' + bytes([len(numbers)]) + numbers
    return openssl(spki, text, signed, ['dgst', '-sha256', '-verify', 'key', '-signature', 'signature', 'text'])


def der_integer(number):
    raw = number.to_bytes(number.bit_length() // 8 + 1, 'big')
    return b'\x02' + bytes([len(raw)]) + raw


def openssl(spki, text, signature, command):
    pem = b'-----BEGIN PUBLIC KEY-----\n' + base64.encodebytes(spki) + b'-----END PUBLIC KEY-----\n'
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (('key', pem), ('text', text), ('signature', signature)):
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(content)
        run = subprocess.run(['openssl', *command], cwd=folder, capture_output=True, check=False)
    return run.returncode == 0
