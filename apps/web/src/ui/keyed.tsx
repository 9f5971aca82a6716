/** A label that names its key at the end, `Finish (Enter)`; the key is left out where there is no keyboard. */
export function Keyed({ label }: { label: string }) {
  const [, text = label, key] = /^(.*?) (\([^()]+\))$/.exec(label) ?? [];
  return (
    <span>
      {text}
      {key && <span className="key-hint"> {key}</span>}
    </span>
  );
}
