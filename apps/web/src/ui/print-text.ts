/** Prints a text by itself, on a sheet of its own. False where the browser lets no window open. */
export function printText(title: string, text: string, open: () => Window | null = () => window.open('', '_blank')): boolean {
  const sheet = open();
  if (!sheet) return false;
  sheet.document.title = title;
  // As text, never as markup: what it says comes from data.
  for (const [tag, words] of [
    ['h1', title],
    ['pre', text],
  ] as const) {
    const element = sheet.document.createElement(tag);
    element.textContent = words;
    element.style.cssText =
      tag === 'h1' ? 'font: 700 16px system-ui' : 'font: 13px/1.5 system-ui; white-space: pre-wrap; overflow-wrap: anywhere';
    sheet.document.body.append(element);
  }
  sheet.print();
  return true;
}
