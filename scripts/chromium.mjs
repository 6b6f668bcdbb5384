import { existsSync } from "node:fs";
import { canInstall, findProgram, install } from "./debian.mjs";

/** The shell first: the same pages without a window of its own, for a tenth to a fifth less processor. */
const SHELL = "chromium-headless-shell";
const NAMES = [
  SHELL,
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

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

/** The same, after installing Debian's packages when they are not there and we may. */
export async function ensureChromium() {
  // Both: the shell leaves to the other package the libraries that draw WebGL without a graphics card.
  if (!process.env.CHROMIUM_PATH && canInstall() && !(findProgram([SHELL]) && findProgram(["chromium"])))
    await install(["chromium", SHELL, "fonts-liberation"]);
  return findChromium();
}
