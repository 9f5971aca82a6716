export { encodeSymbol, type EncodeOptions, type Symbology, type SymbolModules } from './encode-symbol.ts';
export { printSvg, type PrintOptions } from './print-svg.ts';
export { printPixels, type PixelOptions, type Pixels } from './print-pixels.ts';
export { printPng, type PngOptions } from './print-png.ts';
export { printZpl, type ZplOptions } from './print-zpl.ts';
export { printLabelSheet, type Label, type LabelSheetOptions } from './print-label-sheet.ts';
