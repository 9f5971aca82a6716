import { SaxesParser } from 'saxes';
import type { XmlElement } from '../epcis/index.ts';

/** A whole tree, for tests: true documents are split as they stream. */
export function parseXml(text: string): XmlElement {
  interface Open {
    name: string;
    namespace: string;
    attributes: Record<string, string>;
    children: Open[];
    text: string;
    path: string;
    line: number;
  }
  const top: Open = { name: '', namespace: '', attributes: {}, children: [], text: '', path: '', line: 0 };
  const stack = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const parent = stack.at(-1) ?? top;
    const values = Object.entries(attributes).filter(([name]) => !name.startsWith('xmlns'));
    const nameOf = (name: string, uri: string, own: string) => (uri === '' || /^(?:xsi|xml):/.test(name) ? name : `{${uri}}${own}`);
    const element: Open = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(values.map(([name, one]) => [nameOf(name, one.uri, one.local), one.value])),
      children: [],
      text: '',
      path: `${parent.path}/${local}`,
      line: parser.line,
    };
    parent.children.push(element);
    stack.push(element);
  });
  parser.on('text', (part) => {
    const open = stack.at(-1) ?? top;
    open.text += part;
  });
  parser.on('closetag', () => stack.pop());
  parser.write(text).close();
  const root = top.children[0];
  if (root === undefined) throw new Error('no root element');
  return root;
}
