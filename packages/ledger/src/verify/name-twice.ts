const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** A member name that stands twice in one object of a JSON text, or null: two readers could each take another of its values. The text must be JSON, and `value` what it says. */
export function nameTwice(json: string, value: unknown = JSON.parse(json)): string | null {
  // Written anew from its value it is the same text: nothing was lost in reading it. So nearly every file is spared the search.
  if (JSON.stringify(value) === json) return null;
  const objects: (Set<string> | null)[] = [];
  let last: string | null = null;
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{') objects.push(new Set());
    else if (token === '[') objects.push(null);
    else if (token === '}' || token === ']') objects.pop();
    else if (token === ':' && last !== null) {
      const name = JSON.parse(last) as string;
      const names = objects.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = token.startsWith('"') ? token : null;
  }
  return null;
}
