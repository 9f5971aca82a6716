/** Changes that may leave a dossier true: lists whose order means nothing, other spelling, more witnesses, and what the bearer may leave out or add. */
export const HARMLESS: ReadonlySet<string> = new Set([
  '.containers: is []',
  '.containers: turned round',
  '.containers: without its first',
  '.containers: without its last',
  '.containers[]: left out',
  'containers: those of another dossier',
  '.steps[].documents: is []',
  '.steps[].documents: turned round',
  '.steps[].documents: without its first',
  '.steps[].documents: without its last',
  '.steps[].documents[]: left out',
  'steps: two neighbours of different units swapped',
  '.contents: turned round',
  '.inclusions: turned round',
  '.inclusions: without its first',
  '.inclusions: without its last',
  '.inclusions[]: left out',
  'inclusions: those of another dossier added',
  'checkpoint: a witness first',
  'checkpoint: a witness more',
  'checkpoint: signed twice',
  'text: size with a fraction of nothing',
  'text: size with an exponent',
  'text: written with white space',
]);

/** Where the two verifiers part: the reason that the second one gives, and what ours does. Empty, and to stay so: a dossier has one answer. */
export const OPEN: Readonly<Record<string, string[]>> = {};
