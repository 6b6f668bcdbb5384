/** Palette of the maps and bars: luminance falls steadily, so a grey print keeps the order. */
export const RAMPE = ["#eef4f7", "#c5dbe6", "#8dbbd0", "#4a8fae", "#0b4f6c"] as const;
export const ENCRE = "#1d2733";
export const TRAIT = "#66748a";
export const ACCENT = "#0b4f6c";
export const OCRE = "#8a4b00";
export const FOND = "#f4f6f8";

export const POLICE = `"Source Sans 3", "Source Sans 3 Variable", sans-serif`;

/** For text and attribute values alike; characters that XML 1.0 forbids are dropped, since no escape can carry them. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** One decimal: a tenth of a pixel is below what any screen or printer shows. */
export function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
