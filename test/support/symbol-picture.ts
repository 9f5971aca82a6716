import bwipjs from 'bwip-js/node';

const GS = '\u001d';

/** A PNG of the GS1 DataMatrix of an element string, as a printer or a photograph would give it. */
export function symbolPicture(elementString: string): Promise<Buffer> {
  return bwipjs.toBuffer({
    bcid: 'datamatrix',
    text: `^FNC1${elementString.replaceAll(GS, '^FNC1')}`,
    parsefnc: true,
    scale: 5,
    paddingwidth: 6,
    paddingheight: 6,
    backgroundcolor: 'FFFFFF',
  });
}
