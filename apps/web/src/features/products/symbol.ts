const GS = '\u001d';

/** What the barcode printer is asked for: GS1 DataMatrix for packages and cases with a serial, GS1-128 for logistic labels. */
export function symbolOf(label: { text: string; sscc: string | null }): {
  bcid: string;
  text: string;
  parsefnc: true;
  [option: string]: string | number | boolean;
} {
  // FNC1 first makes it a GS1 symbol; every separator inside becomes FNC1 again. No GS1 value holds a ^, so none needs escaping.
  const text = `^FNC1${label.text.replaceAll(GS, '^FNC1')}`;
  return label.sscc === null
    ? { bcid: 'datamatrix', text, parsefnc: true, scale: 3 }
    : { bcid: 'code128', text, parsefnc: true, scale: 2, height: 16 };
}

/** The symbol as an SVG picture. The printer (about 1 MB) is fetched when the first label is shown. */
export async function drawSymbol(label: { text: string; sscc: string | null }): Promise<string> {
  const { toSVG } = await import('bwip-js/browser');
  return `data:image/svg+xml,${encodeURIComponent(toSVG({ ...symbolOf(label), paddingwidth: 4, paddingheight: 4, backgroundcolor: 'FFFFFF' }))}`;
}
