import { createHash } from 'node:crypto';

/** A text that must not be found, and what it is. */
export type Secrets = Readonly<Record<string, readonly string[]>>;

/**
 * Every spelling in which a text may lie among bytes: plain (UTF-8, UTF-16, as JSON escapes it), in hexadecimal, in base64 at each of the three places that it may have in a group of
 * three bytes, and its hash without a salt, which anybody could try.
 */
export function spellingsOf(text: string): Map<string, Buffer> {
  const bytes = Buffer.from(text, 'utf8');
  const found = new Map<string, Buffer>([
    ['plain', bytes],
    ['as UTF-16', Buffer.from(text, 'utf16le')],
    ['escaped for JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
    ['percent-encoded', Buffer.from(encodeURIComponent(text))],
    ['in hexadecimal', Buffer.from(bytes.toString('hex'))],
    ['in upper-case hexadecimal', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['hashed without salt', createHash('sha256').update(bytes).digest()],
    ['hashed without salt, in hexadecimal', Buffer.from(createHash('sha256').update(bytes).digest('hex'))],
  ]);
  for (let before = 0; before < 3; before += 1) {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // The first and last signs depend on what stands beside.
    const from = Math.ceil((before * 8) / 6);
    const core = whole.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
    found.set(`in base64 (${before})`, Buffer.from(core));
    found.set(`in base64url (${before})`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return found;
}

/** What can be read among bytes, by what it is and how it is spelled. */
export function searchFor(secrets: Secrets): (bytes: Uint8Array) => string[] {
  const spelled = Object.entries(secrets).flatMap(([name, texts]) => texts.flatMap((text) => [...spellingsOf(text)].map(([how, bytes]) => ({ what: `${name} ${text} ${how}`, bytes }))));
  // Many are spelled the same in several ways.
  const sought = [...new Map(spelled.reverse().map((each) => [each.bytes.toString('latin1'), each])).values()];
  return (bytes) => {
    const hay = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return sought.filter((each) => hay.includes(each.bytes)).map(({ what }) => what);
  };
}
