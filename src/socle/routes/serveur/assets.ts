import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { ISLANDS, type Ressources } from "../../pages/design/cadre.ts";
import { pageIntrouvable } from "../../regles/shared/refus.ts";

type Asset = { readonly type: string; readonly octets: Uint8Array<ArrayBuffer>; readonly empreinte: string };

const CSS = "style.css";
const CSS_PUBLIC = "public.css";
const POLICE = "source-sans-3.woff2";
const ICONE = "icone.svg";

/** The letter B of the brand, on the accent colour. */
const SVG_ICONE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#0b4f6c"/><path d="M10 6h7.5a5.5 5.5 0 0 1 3.3 9.8A6 6 0 0 1 18.3 26H10zm4 3.6v4.8h3a2.4 2.4 0 0 0 0-4.8zm0 8.2v4.6h3.8a2.3 2.3 0 0 0 0-4.6z" fill="#fff"/></svg>';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Static files, read once: from the build when this is the build, else from the sources. */
export class Assets {
  readonly #files = new Map<string, Asset>();
  readonly ressources: Ressources;

  constructor() {
    const root = findRoot(HERE);
    const police = this.#add(POLICE, "font/woff2", readFileSync(fontPath()));
    const css = readStyle(stylePath(root, CSS)).replaceAll(POLICE, `${POLICE}?v=${police.empreinte}`);
    this.#add(CSS, "text/css; charset=utf-8", Buffer.from(css));
    this.#add(CSS_PUBLIC, "text/css; charset=utf-8", readFileSync(stylePath(root, CSS_PUBLIC)));
    this.#add(ICONE, "image/svg+xml", Buffer.from(SVG_ICONE));
    for (const island of ISLANDS) {
      const path = join(root, "dist", "islands", `${island}.js`);
      if (existsSync(path)) this.#add(`${island}.js`, "text/javascript; charset=utf-8", readFileSync(path));
    }
    this.ressources = {
      css: this.#href(CSS),
      cssPublic: this.#href(CSS_PUBLIC),
      icone: this.#href(ICONE),
      islands: Object.fromEntries(
        ISLANDS.filter((island) => this.#files.has(`${island}.js`)).map((island) => [
          island,
          this.#href(`${island}.js`),
        ]),
      ),
    };
  }

  #add(nom: string, type: string, content: Buffer): Asset {
    const octets = new Uint8Array(content);
    const asset = { type, octets, empreinte: createHash("sha256").update(octets).digest("hex").slice(0, 16) };
    this.#files.set(nom, asset);
    return asset;
  }

  #href(nom: string): string {
    return `/statique/${nom}?v=${this.#files.get(nom)?.empreinte}`;
  }

  /** `/statique/:nom`. The address contains a hash of the content, so a browser may keep it for a year. */
  routes(): Hono {
    return new Hono().get("/:nom", (c) => {
      const asset = this.#files.get(c.req.param("nom"));
      if (!asset) throw pageIntrouvable("Ce fichier n’existe pas.");
      const etag = `"${asset.empreinte}"`;
      const fresh = c.req.query("v") === asset.empreinte;
      c.header("etag", etag);
      c.header("cache-control", fresh ? "public, max-age=31536000, immutable" : "no-cache");
      if (c.req.header("if-none-match") === etag) return c.body(null, 304);
      return c.body(asset.octets, 200, { "content-type": asset.type });
    });
  }
}

/** One file: a browser would ask for each sheet that is imported, which the build has put in. */
function readStyle(path: string): string {
  return readFileSync(path, "utf8").replaceAll(/@import "(\.\/[\w-]+\.css)";/g, (_, nom: string) =>
    readStyle(join(dirname(path), nom)),
  );
}

function stylePath(root: string, sheet: string): string {
  const built = join(root, "dist", "design", sheet);
  const isBuild = !HERE.startsWith(join(root, "src"));
  return isBuild && existsSync(built) ? built : join(root, "src", "socle", "pages", "design", sheet);
}

/** The Latin subset: French needs no more, and it weighs 29 kB. */
function fontPath(): string {
  const manifest = createRequire(import.meta.url).resolve("@fontsource-variable/source-sans-3/package.json");
  return join(dirname(manifest), "files", "source-sans-3-latin-wght-normal.woff2");
}

function findRoot(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no package.json above ${HERE}`);
  return findRoot(parent);
}
