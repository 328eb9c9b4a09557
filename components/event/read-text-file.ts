/** Larger files are no guest lists: 5,000 full rows take about 1 MB. */
const BYTES_MAX = 8_000_000;

/**
 * A text file's text, in the encodings that spreadsheets write: UTF-8, UTF-16 with its mark, or else Windows-1252, so
 * that accents survive.
 * @throws {Error} with a sentence for people, where it is too large or no text.
 */
export async function readTextFile(file: Blob): Promise<string> {
  if (file.size > BYTES_MAX) throw new Error("The file is larger than 8 MB. Split it, or leave columns out.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  // "PK": zip, which is what .xlsx, .ods and .numbers are.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new Error("This is a spreadsheet, not a CSV file. Save or export it as CSV, then choose that.");
  }
  const text = decode(bytes);
  if (text.includes("\0")) throw new Error("This is not a text file. Choose a CSV file.");
  return text;
}

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
