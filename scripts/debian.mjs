import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./process.mjs";

/** Debian (or a child of it) where we may install: the only system on which the tests bring their own programs. */
export function canInstall() {
  return existsSync("/etc/debian_version") && process.getuid?.() === 0;
}

/** Returns true when apt says that every package is installed. */
export async function install(packages) {
  console.log(`Installation de ${packages.join(", ")} (apt-get)…`);
  // A stale mirror list in one of the sources makes `update` fail where `install` still works.
  await update();
  return (await run("apt-get", ["install", "-yq", "--no-install-recommends", ...packages], quiet())) === 0;
}

/** Returns true when apt says that its lists are those of today. */
export async function update() {
  return (await run("apt-get", ["update", "-q"], quiet())) === 0;
}

function quiet() {
  return { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
}

/** Path of the first of these programs that the shell would find. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Installs the package of a program that the tests can do without (they skip, saying so), where we may. */
export async function ensureProgram(name, packageName) {
  if (!findProgram([name]) && canInstall()) await install([packageName]);
}
