import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../platform/language.ts';
import { workspaceRoot } from '../../platform/workspace.ts';
import { PURPOSES, RULE_CODES, severityOf } from '../rules.ts';
import { legend, legendPage } from './legend.ts';

const FILE = join(workspaceRoot(), 'docs', 'verdicts.md');

describe('what the answers mean', () => {
  it.each(LANGUAGES)('is told of every rule and every purpose that it is said for, once (%s)', (language) => {
    const told = legend(language);
    expect(told.map(({ code }) => code)).toEqual(RULE_CODES);
    for (const { cases, code, message } of told) {
      expect(message).not.toMatch(/[{}]/);
      expect(cases.flatMap(({ purposes }) => purposes).sort()).toEqual(PURPOSES.filter((purpose) => severityOf(code, purpose) !== null).sort());
    }
  });
  // UPDATE_DOCS=1 writes the file; the review reads the difference.
  it('is what docs/verdicts.md says', () => {
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, legendPage());
    expect(existsSync(FILE) && readFileSync(FILE, 'utf8')).toBe(legendPage());
  });
});
