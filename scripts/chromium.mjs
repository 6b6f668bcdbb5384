import { existsSync } from "node:fs";
import { canInstall, findProgram, install } from "./debian.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Path of a browser of the Chromium family, CHROMIUM_PATH first; undefined when there is none. */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return chosen;
  return findProgram(NAMES) ?? APPLICATIONS.find((path) => existsSync(path));
}

/** The same, after installing Debian's package when there is none and we may. */
export async function ensureChromium() {
  const found = findChromium();
  if (found || !canInstall()) return found;
  await install(["chromium", "fonts-liberation"]);
  return findChromium();
}
