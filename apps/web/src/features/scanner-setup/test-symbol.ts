import { CALIBRATION_FIELDS, toElementString } from 'gs1-barcodes';

/** The test symbol as an SVG picture: every kind of character that gets lost on its way through a scanner. The printer is fetched when it is shown. */
export async function drawTestSymbol(): Promise<string> {
  const { toSVG } = await import('bwip-js/browser');
  const text = `^FNC1${toElementString(CALIBRATION_FIELDS, { fnc1: '^FNC1' })}`;
  return `data:image/svg+xml,${encodeURIComponent(toSVG({ bcid: 'datamatrix', text, parsefnc: true, scale: 6, paddingwidth: 8, paddingheight: 8, backgroundcolor: 'FFFFFF' }))}`;
}
