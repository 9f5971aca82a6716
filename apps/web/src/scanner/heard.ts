import { isEnd, isModifier, isPrintable, type KeyPress } from './wedge';

/** What a scanner sent, key by key, before any profile has a say in it. */
export interface Heard {
  text: string;
  /** The keys that stood for the separator, if it sent control keys. */
  separatorKey: 'Ctrl+]' | 'F8' | null;
  ended: 'Enter' | 'Tab' | null;
  pauseMsMax: number;
}

const GS = '\u001d';

/** Puts the keys of one scan together. Pure: the instants are in the keys. */
export function heardOf(keys: readonly KeyPress[]): Heard {
  const heard: Heard = { text: '', separatorKey: null, ended: null, pauseMsMax: 0 };
  const sent = keys.filter((key) => !key.repeat && !isModifier(key.key));
  sent.forEach((key, index) => {
    const before = sent[index - 1];
    if (before) heard.pauseMsMax = Math.max(heard.pauseMsMax, Math.round(key.at - before.at));
    if (isEnd(key) && index === sent.length - 1) heard.ended = key.key === 'Tab' ? 'Tab' : 'Enter';
    else if (key.key === 'F8') Object.assign(heard, { text: heard.text + GS, separatorKey: 'F8' });
    else if (key.key === GS || (key.ctrl && !key.alt && (key.key === ']' || key.code === 'BracketRight'))) Object.assign(heard, { text: heard.text + GS, separatorKey: 'Ctrl+]' });
    // On many layouts ^ is a dead key: the browser says only that one was pressed.
    else if (key.key === 'Dead') heard.text += '^';
    else if (isPrintable(key)) heard.text += key.key;
  });
  return heard;
}
