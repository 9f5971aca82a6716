/** A page: its size in points (72 to the inch), and the operators that draw it (ISO 32000-1, 8 and 9), characters of Latin-1 alone. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** A PDF file of some pages. `/F1` is Courier, which every reader brings along and whose characters are all 0.6 of their size wide. */
export function pdf(pages: readonly PdfPage[]): Uint8Array<ArrayBuffer> {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>',
    ...pages.flatMap(({ width, height, content }, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</Font<</F1 3 0 R>>>>/Contents ${pageNumber(index) + 1} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const text = `${file}${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether `/F1` has every character of a text, each under its own code. */
export function isPdfText(text: string): boolean {
  return /^[ -~\u00a0-\u00ff]*$/.test(text);
}

/** A text as the operators take it (ISO 32000-1, 7.3.4.2). */
export function pdfString(text: string): string {
  return `(${text.replace(/[()\\]/g, '\\$&')})`;
}

// Catalog, pages and font come first; then each page is followed by its content.
function pageNumber(index: number): number {
  return 4 + 2 * index;
}
