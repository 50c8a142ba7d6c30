// What our reader of newspapers uses of PDF.js.
export { getDocument, GlobalWorkerOptions, TextLayer, setLayerDimensions } from "pdfjs-dist/build/pdf.min.mjs";
