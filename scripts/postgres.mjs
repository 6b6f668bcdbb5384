import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canInstall, install, update } from "./debian.mjs";
import { memoryFolder } from "./memory.mjs";

/**
 * A throw-away cluster of Debian's PostgreSQL, for a second run of the database tests against a server reached by DATABASE_URL.
 * Returns `{ url, version, stop }`, or undefined when PostgreSQL is absent and cannot be installed. `locale`: what initdb is told of it, by default a plain one,
 * as many servers have.
 */
export async function startPostgres(locale = ["--locale=C.UTF-8"]) {
  const bin = await ensureBin();
  if (!bin) return undefined;

  const account = unprivilegedAccount();
  const folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), "blaise-postgres-"));
  const password = randomBytes(18).toString("hex");
  const passwordFile = join(folder, "password");
  const data = join(folder, "data");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);

  const options = { cwd: folder, ...account, encoding: "utf8" };
  const init = ["-D", data, "-U", "blaise", "-E", "UTF8", ...locale, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const made = spawnSync(join(bin, "initdb"), init, options);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr ?? made.error}`);

  const port = await freePort();
  // The cluster lives for one run: nothing in it is worth an fsync. Tests of durability start their own server.
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    fsync: "off",
    full_page_writes: "off",
    wal_level: "minimal",
    max_wal_senders: 0,
    max_connections: 200,
    max_locks_per_transaction: 256,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(bin, "postgres"), ["-D", data, ...flags], { ...options, stdio: "ignore" });
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  const kill = () => server.kill("SIGINT");
  process.once("exit", kill);
  await waitFor(port, server);

  return {
    url: `postgres://blaise:${password}@127.0.0.1:${port}/postgres`,
    version: spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout.trim(),
    async stop() {
      kill();
      await stopped;
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The version that Debian serves now, installed if it is not there: one that an older system left is not what people run. */
async function ensureBin() {
  if (!canInstall()) return findBin();
  const served = servedVersion() ?? ((await update()) && servedVersion());
  if (served && !existsSync(`/usr/lib/postgresql/${served}/bin/postgres`)) await install([`postgresql-${served}`]);
  return findBin();
}

/** The newest `postgresql-17` of the lists of apt; undefined when it has none yet. */
function servedVersion() {
  const { stdout } = spawnSync("apt-cache", ["pkgnames", "postgresql-"], { encoding: "utf8" });
  const versions = (stdout ?? "").split("\n").flatMap((name) => Number(/^postgresql-(\d+)$/.exec(name)?.[1] ?? []));
  return versions.length > 0 ? Math.max(...versions) : undefined;
}

/** Newest first; Debian keeps each major version in its own folder. */
function findBin() {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => `${root}/${version}/bin`).find((bin) => existsSync(`${bin}/postgres`));
}

/** PostgreSQL refuses to run as root. */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function waitFor(port, server) {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL stopped at once (code ${server.exitCode})`);
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("PostgreSQL did not answer within 15 s");
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
