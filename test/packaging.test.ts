import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { VARIABLES } from "#service/commandes/configuration.ts";

const ROOT = new URL("..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const isInTree = (path: string) => existsSync(new URL(path, ROOT));
const dockerfile = read("Dockerfile").replaceAll("\\\n", " ");
const dockerignore = read(".dockerignore");
const unit = read("deploy/blaise.service");

const WORKDIR = "/opt/blaise";
/** What the build makes: not in a clone, and all that a later stage may take besides files of the clone. */
const BUILT = ["dist", "node_modules"];

type Copy = { readonly from: string | undefined; readonly sources: readonly string[] };

const lines = (text: string) => text.split("\n").map((line) => line.trim());
const instructions = (name: string) =>
  lines(dockerfile)
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1).trim());
const settings = (name: string) =>
  lines(unit)
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1));

const copies: readonly Copy[] = instructions("COPY").map((text) => {
  const words = text.split(/\s+/);
  const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
  return { from, sources: words.filter((word) => !word.startsWith("--")).slice(0, -1) };
});

describe("the image", () => {
  test("copies from the clone only what is in it, and what .dockerignore lets through", () => {
    const sources = copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources);
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !isInTree(source))).toEqual([]);
    const allowed = lines(dockerignore).filter((line) => line.startsWith("!"));
    expect(sources.filter((source) => !allowed.includes(`!${source}`))).toEqual([]);
    expect(lines(dockerignore)).toContain("*");
  });

  test("takes from a former stage only what the build makes there", () => {
    const stages = instructions("FROM").map((text) => / AS (\S+)$/.exec(text)?.[1]);
    const taken = copies.filter(({ from }) => from !== undefined);
    expect(taken.map(({ from }) => from).filter((from) => !stages.includes(from))).toEqual([]);
    expect(taken.flatMap(({ sources }) => sources).sort()).toEqual(BUILT.map((path) => `${WORKDIR}/${path}`));
  });

  test("holds what the build reads: every path that scripts/stamp.mjs fingerprints", () => {
    const copied = copies.flatMap(({ sources }) => sources);
    for (const path of ["package.json", "package-lock.json", "tsconfig.json", "scripts", "src", "demo", "bin"]) {
      expect(copied).toContain(path);
    }
  });

  test("runs on a Node that package.json accepts", () => {
    const engine = JSON.parse(read("package.json")).engines.node;
    const [, wantedMajor, wantedMinor] = /^>=(\d+)\.(\d+)$/.exec(engine) ?? [];
    const [, major, minor] = /^ARG NODE=(\d+)\.(\d+)/m.exec(dockerfile) ?? [];
    const rank = (a: string | undefined, b: string | undefined) => Number(a) * 1000 + Number(b);
    expect(rank(major, minor)).toBeGreaterThanOrEqual(rank(wantedMajor, wantedMinor));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the Dockerfile.
    expect(instructions("FROM").filter((from) => !from.startsWith("node:${NODE}-"))).toEqual([]);
  });

  test("does not run as root, and keeps its data in a volume", () => {
    const users = instructions("USER");
    expect(users.at(-1)).toBe("node");
    const afterUser = dockerfile.slice(dockerfile.lastIndexOf("USER "));
    expect(afterUser).not.toMatch(/^(RUN|COPY) /m);
    expect(instructions("VOLUME")).toEqual(["/var/lib/blaise"]);
    expect(dockerfile).toContain("BLAISE_DONNEES=/var/lib/blaise");
  });

  test("starts the server that exists, and asks it whether it is ready", () => {
    expect(instructions("ENTRYPOINT")).toEqual(['["node", "bin/blaise.mjs"]']);
    expect(instructions("CMD").at(0)).toBe('["serveur"]');
    expect(instructions("WORKDIR").every((path) => path === WORKDIR)).toBe(true);
    expect(instructions("HEALTHCHECK").join()).toContain('CMD ["node", "deploy/pret.mjs"]');
  });

  test("carries no secret and no data", () => {
    expect(dockerfile).not.toMatch(/(SECRET|PASSWORD|CLE_[A-Z]+|DATABASE_URL)=/);
    expect(copies.flatMap(({ sources }) => sources)).not.toContain(".");
  });
});

describe("deploy/pret.mjs", () => {
  test.each([
    [200, 0],
    [503, 1],
    [421, 1],
  ])("a server that answers %i makes it end on %i", async (statut, code) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.headers.host}${request.url}`);
      response.writeHead(statut).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const env = { PATH: process.env.PATH, BLAISE_PORT: String(port), BLAISE_ORIGINE: "https://blaise.exemple.fr" };
    const [exit] = await once(spawn(process.execPath, ["deploy/pret.mjs"], { env }), "close");
    server.close();
    expect([exit, asked]).toEqual([code, ["blaise.exemple.fr/pret"]]);
  });

  test("nobody at the port makes it end on 1", async () => {
    const env = { PATH: process.env.PATH, BLAISE_PORT: "1" };
    expect((await once(spawn(process.execPath, ["deploy/pret.mjs"], { env }), "close"))[0]).toBe(1);
  });
});

describe("the systemd unit", () => {
  test("starts a file of the tree", () => {
    const [command = ""] = settings("ExecStart");
    const [node, program = "", verb] = command.split(" ");
    expect(node).toBe("/usr/bin/node");
    expect(program.startsWith(`${WORKDIR}/`)).toBe(true);
    expect(isInTree(program.slice(WORKDIR.length + 1))).toBe(true);
    expect(verb).toBe("serveur");
    expect(settings("Documentation")).toEqual([`file://${WORKDIR}/docs/exploitation.md`]);
    expect(isInTree("docs/exploitation.md")).toBe(true);
  });

  test("does not run as root, and may only write its data", () => {
    expect(settings("User")).toEqual(["blaise"]);
    expect(settings("StateDirectory")).toEqual(["blaise"]);
    expect(unit).toContain("BLAISE_DONNEES=/var/lib/blaise");
    expect(settings("ReadWritePaths")).toEqual([]);
  });

  test.each([
    ["NoNewPrivileges", "yes"],
    ["ProtectSystem", "strict"],
    ["ProtectHome", "yes"],
    ["PrivateTmp", "yes"],
    ["PrivateDevices", "yes"],
    ["ProtectKernelModules", "yes"],
    ["ProtectKernelTunables", "yes"],
    ["ProtectControlGroups", "yes"],
    ["RestrictSUIDSGID", "yes"],
    ["RestrictNamespaces", "yes"],
    ["LockPersonality", "yes"],
    ["CapabilityBoundingSet", ""],
    ["SystemCallFilter", "@system-service"],
    ["StateDirectoryMode", "0700"],
    ["UMask", "0077"],
  ])("says %s=%s", (name, value) => {
    expect(settings(name)).toEqual([value]);
  });

  test("carries no secret: they are in a file of the machine", () => {
    expect(settings("EnvironmentFile")).toEqual(["/etc/blaise/blaise.env"]);
    expect(unit).not.toMatch(/SECRET|DATABASE_URL|BLAISE_CLE/);
  });
});

describe("docs/exploitation.md", () => {
  const page = read("docs/exploitation.md");

  test("names only variables that Blaise reads", () => {
    const named = new Set(page.match(/\b(?:BLAISE_[A-Z_]+[A-Z]|DATABASE_URL)\b/g));
    expect(named.size).toBeGreaterThan(5);
    expect([...named].filter((name) => !(name in VARIABLES))).toEqual([]);
  });

  test("names only commands of `blaise` that exist", () => {
    const declared = new Set(
      readdirSync(new URL("src/service/commandes", ROOT))
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
        .flatMap((name) => [
          ...read(`src/service/commandes/${name}`).matchAll(/(?:new Command|\.command)\("([a-z-]+)/g),
        ])
        .map(([, name]) => name),
    );
    const named = [...page.matchAll(/(?:bin\/blaise\.mjs|`blaise|-u blaise blaise) ([a-z-]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !declared.has(name))).toEqual([]);
  });
});

describe("pages for those who run Blaise", () => {
  const pages = [
    "docs/exploitation.md",
    "docs/securite/README.md",
    ...readdirSync(new URL("docs/homologation", ROOT)).map((name) => `docs/homologation/${name}`),
  ];

  test.each(pages)("%s links to files and headings that exist", (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = ""]) => target);
    const broken = links.filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = new URL(path === "" ? page : path, path === "" ? ROOT : new URL(page, ROOT));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(decodeURIComponent(anchor));
    });
    expect(broken).toEqual([]);
  });

  test.each(pages.filter((page) => page.startsWith("docs/homologation/")))("%s claims no approval", (page) => {
    expect(read(page)).not.toMatch(/\bBlaise (?:est|a été) (?:homologué|certifié|conforme)/i);
  });
});

/** As GitHub makes them: lower case, no punctuation, a dash for each space. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
