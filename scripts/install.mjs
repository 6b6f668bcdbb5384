import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runNpm } from "./process.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const LOCK = `${ROOT}package-lock.json`;
const STAMP = `${ROOT}node_modules/.blaise-installation`;

/** Says it in words: an older Node dies on a syntax error that means nothing to the person who just cloned. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Blaise demande Node 20.19 ou plus récent ; vous avez Node ${process.versions.node}.`);
  console.error("Installez une version récente de Node (https://nodejs.org), puis relancez la commande.");
  process.exit(1);
}

/** Runs `npm ci` when the packages are absent, or are not those of package-lock.json on this platform. Returns an exit code. */
export async function ensureInstalled() {
  const expected = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === expected) return 0;
  if (!matchesLock()) {
    console.log("Installation des dépendances (npm ci)…");
    const code = await runNpm(["ci"], { cwd: ROOT });
    if (code !== 0) {
      console.error(
        "L’installation des dépendances a échoué. Vérifiez l’accès au registre npm, puis relancez la commande.",
      );
      return code;
    }
  }
  writeFileSync(STAMP, expected);
  return 0;
}

/**
 * The other lines of Node that the tests try the product on: their own manifest, so that no installation of the product carries them. They are
 * the binaries that npm's packages hold; nothing is run to install them. Returns false when they cannot be had: the tests then skip, saying so.
 */
export async function ensureNodeLines() {
  const folder = `${ROOT}scripts/lignes-node`;
  const lock = readFileSync(`${folder}/package-lock.json`);
  const stamp = `${folder}/node_modules/.blaise-installation`;
  if (existsSync(stamp) && readFileSync(stamp).equals(lock)) return true;
  console.log("Installation des autres versions de Node, pour les tests (npm ci)…");
  if ((await runNpm(["ci"], { cwd: folder })) !== 0) return false;
  writeFileSync(stamp, lock);
  return true;
}

/** The platform is part of it: a folder shared between a container and its host holds binaries for only one of them. */
function fingerprint() {
  const platform = `${process.platform}-${process.arch}-${process.versions.modules}`;
  return createHash("sha256").update(readFileSync(LOCK)).update(platform).digest("hex");
}

/** True after a `npm ci` run by hand: npm leaves there the list of what it installed. */
function matchesLock() {
  const hidden = `${ROOT}node_modules/.package-lock.json`;
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(LOCK, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || !isForThisPlatform(entry)) return true;
    const found = installed[path];
    return found ? found.version === entry.version && found.integrity === entry.integrity : mayBeAbsent(entry);
  });
}

/** An optional package that does not name this platform comes with one that is for another; and we do not ask which C library runs here. */
function mayBeAbsent({ optional, os, libc }) {
  return optional === true && (os === undefined || libc !== undefined);
}

function isForThisPlatform({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}
