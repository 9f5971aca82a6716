/**
 * What the programs of a network get of the environment: enough to run, and none of the variables by which Fabric's programs take settings from
 * whoever happens to have them set.
 */
export const plainEnvironment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), ...more };
};
