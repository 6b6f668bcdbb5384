import { readdirSync, readFileSync } from "node:fs";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { DUREE_MAX_MS, INACTIVITE_MAX_MS, isAlive, mayEnter } from "#acces/actes/connexion/session.ts";
import { LONGUEUR_MAX, LONGUEUR_MIN } from "#acces/lectures/connexion/mot-de-passe.ts";
import { MOTS_COURANTS, MOTS_PREMIERS } from "#acces/lectures/connexion/mots-de-passe-courants.ts";
import { MOYENS, type Session } from "#acces/lectures/connexion/ports.ts";
import { createHacheur, PARAMETRES } from "#acces/routes/connexion/argon2.ts";
import { PALIERS } from "#acces/routes/connexion/freins.ts";
import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import { clearCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Palier } from "#socle/routes/serveur/compteur.ts";
import { LIMITES } from "#socle/routes/serveur/rate-limit.ts";
import { keepPrivate } from "#socle/routes/serveur/security.ts";

const ROOT = new URL("..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const SECURITE = read("docs/securite/README.md").replaceAll("\u00a0", " ");
const EXPLOITATION = read("docs/exploitation.md").replaceAll("\u00a0", " ");

const SOURCES = readdirSync(new URL("src", ROOT), { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: read(path) }));

const SOURCES_SQL = readdirSync(new URL("src/socle/sql/migrations", ROOT))
  .filter((nom) => nom.endsWith(".sql"))
  .map((nom) => read(`src/socle/sql/migrations/${nom}`));

const PAGES = /^src\/[a-z]+\/pages\//;
const ILOTS = /^src\/socle\/pages\/islands\//;
/** Files of `src` whose text holds the pattern, where `place` says. */
const holding = (pattern: RegExp, place = /^src\//) =>
  SOURCES.filter(({ path, text }) => place.test(path) && pattern.test(text)).map(({ path }) => path);

describe("cookies", () => {
  const NOMS = ["session", "appareil", "defi-proconnect", "defi-cle"] as const;
  const set = async (secure: boolean, nom: (typeof NOMS)[number]) => {
    const app = new Hono().get("/", (c) => {
      writeCookie(c, { secure }, nom, "jeton");
      return c.text("");
    });
    return (await app.request("/")).headers.get("set-cookie") ?? "";
  };

  test.each(NOMS)("%s: __Host-, Secure, HttpOnly, Lax, whole site, no domain", async (nom) => {
    const cookie = await set(true, nom);
    expect(cookie).toMatch(/^__Host-blaise[a-z-]*=jeton;/);
    for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie.split("; ")).toContain(part);
    expect(cookie).not.toMatch(/domain/i);
  });

  test("on this machine alone, in plain http, neither prefix nor Secure, but HttpOnly and Lax", async () => {
    const cookie = await set(false, "session");
    expect(cookie).toMatch(/^blaise=jeton;.*HttpOnly.*SameSite=Lax/);
    expect(cookie).not.toContain("Secure");
  });

  test("a session ends with the browser; what is taken back is emptied", async () => {
    expect(await set(true, "session")).not.toMatch(/max-age|expires/i);
    const app = new Hono().get("/", (c) => {
      clearCookie(c, { secure: true }, "session");
      return c.text("");
    });
    expect((await app.request("/")).headers.get("set-cookie")).toMatch(/^__Host-blaise=; Max-Age=0; Path=\/; Secure/);
  });
});

describe("sessions", () => {
  const at = (ms: number) => new Date(Date.UTC(2026, 2, 1, 8) + ms).toISOString();
  const session: Session = {
    empreinte: "",
    compte: 1,
    moyen: "mot-de-passe",
    ouverteLe: at(0),
    vueLe: at(0),
    expireLe: at(DUREE_MAX_MS),
    fermeeLe: null,
    idToken: null,
  };

  test.each([
    ["just opened", {}, 0, true],
    ["29 min 59 s idle", {}, INACTIVITE_MAX_MS - 1000, true],
    ["30 minutes idle", {}, INACTIVITE_MAX_MS, false],
    ["seen a minute ago, 9 h 59 old", { vueLe: at(DUREE_MAX_MS - 120_000) }, DUREE_MAX_MS - 60_000, true],
    ["seen a minute ago, ten hours old", { vueLe: at(DUREE_MAX_MS - 60_000) }, DUREE_MAX_MS, false],
    ["closed", { fermeeLe: at(1) }, 2, false],
  ] satisfies [string, Partial<Session>, number, boolean][])("a session %s", (_, changes, ms, expected) => {
    expect(isAlive({ ...session, ...changes }, at(ms))).toBe(expected);
  });

  test("nobody comes in with a closed account, nor in production with one of the demonstration", () => {
    expect(mayEnter({ fermeLe: null, demonstration: false }, false)).toBe(true);
    expect(mayEnter({ fermeLe: at(0), demonstration: false }, false)).toBe(false);
    expect(mayEnter({ fermeLe: null, demonstration: true }, false)).toBe(false);
    expect(mayEnter({ fermeLe: null, demonstration: true }, true)).toBe(true);
  });

  test("a token has 256 bits, is never drawn twice, and is kept as its SHA-256", () => {
    const jetons = Array.from({ length: 1000 }, drawJeton);
    expect(new Set(jetons).size).toBe(1000);
    expect(jetons.every((jeton) => isJeton(jeton) && Buffer.from(jeton, "base64url").length === 32)).toBe(true);
    expect(jetons.every((jeton) => /^[0-9a-f]{64}$/.test(hashJeton(jeton)))).toBe(true);
  });
});

test("a password is compared as it was typed, to its last character", async () => {
  const { hash, verify } = createHacheur();
  const motDePasse = `  Sept Moutons noirs ${"à".repeat(200)}é `;
  const phc = await hash(motDePasse);
  expect(await verify(phc, motDePasse)).toBe(true);
  for (const other of [
    motDePasse.trim(),
    motDePasse.toLowerCase(),
    motDePasse.slice(0, -2),
    motDePasse.normalize("NFD"),
  ]) {
    expect(await verify(phc, other)).toBe(false);
  }
});

describe("ways in", () => {
  const MIGRATION = read("src/socle/sql/migrations/0005-acces.sql");

  test("are five, the database knows no other", () => {
    const [, list = ""] = /moyen +text not null check \(moyen in \(([^)]*)\)\)/.exec(MIGRATION) ?? [];
    expect(list.replaceAll("'", "").split(",")).toEqual([...MOYENS]);
  });

  test("keep passwords, keys, sessions, links, challenges, counts of trials and a household's own code or FranceConnect: no secret question, no code by SMS", () => {
    const tables = SOURCES_SQL.flatMap((text) =>
      [...text.matchAll(/create table acces\.(\w+)/g)].map(([, nom]) => nom),
    );
    expect(tables.toSorted()).toEqual([
      "cle_acces",
      "code_dossier",
      "compteur",
      "defi",
      "franceconnect_dossier",
      "lien",
      "mot_de_passe",
      "session",
      "session_dossier",
    ]);
  });
});

describe("answers are not kept", () => {
  test.each([
    ["nothing said of it", {}, "no-store"],
    ["with a mark", { etag: '"x"' }, "private, no-cache"],
    [
      "a file that says it",
      { "cache-control": "public, max-age=31536000, immutable" },
      "public, max-age=31536000, immutable",
    ],
  ] satisfies [string, Record<string, string>, string][])("%s: %s", async (_, headers, expected) => {
    const app = new Hono().use(keepPrivate).get("/", (c) => c.text("", 200, headers));
    expect((await app.request("/")).headers.get("cache-control")).toBe(expected);
  });
});

test("the compiler refuses what it does not know the type of", () => {
  expect(JSON.parse(read("tsconfig.json")).compilerOptions).toMatchObject({
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
  });
  expect(JSON.parse(read("biome.json")).linter.rules).toMatchObject({
    preset: "recommended",
    suspicious: { noExplicitAny: "error" },
    style: { noNonNullAssertion: "error" },
  });
});

describe("what the server never does", () => {
  test("runs text as code", () => {
    expect(holding(/\beval\(|new Function\(|\bvm\b.*node:vm|node:vm/)).toEqual([]);
  });

  test("starts a program, but PostgreSQL's own, and never through a shell", () => {
    expect(
      holding(/import \{[^}]*\bspawn[^}]*\} from "node:child_process"|\bexec(?:File)?(?:Sync)?\b.*node:child_process/),
    ).toEqual(["src/exploitation/sql/embedded/process.ts"]);
    expect(holding(/shell:\s*(?:true|")/)).toEqual([]);
  });

  test("opens itself to other origins, but for the files of public figures, or to WebSocket", () => {
    expect(holding(/access-control-allow|hono\/cors|WebSocket|hono\/ws/i)).toEqual([
      "src/socle/routes/serveur/security.ts",
    ]);
    const openers = holding(/\bheader\(\.\.\.OUVERT\b/);
    expect(openers.filter((path) => !path.startsWith("src/observatoire/routes/"))).toEqual([]);
  });

  test("checks a certificate less than Node does, or reads HTTP less strictly", () => {
    expect(holding(/rejectUnauthorized|NODE_TLS_REJECT|insecureHTTPParser/)).toEqual([]);
  });

  test("calls another server, but ProConnect, FranceConnect and the SMS gateway that the operator names", () => {
    expect(
      holding(/\bfetch\((?!c\b)|node:https|node:http2|http\.request/).filter((path) => !path.includes("/islands/")),
    ).toEqual(["src/service/commandes/sms.ts"]);
    expect(holding(/from "openid-client"/)).toEqual(["src/acces/routes/connexion/oidc-client.ts"]);
  });

  test("reads objects from anything but JSON", () => {
    expect(holding(/\bv8\.deserialize|from "(?:node:)?v8"|node-serialize|\byaml\b|\.reviver\b/i)).toEqual([]);
  });

  test("builds a regular expression from what was typed", () => {
    const built = SOURCES.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line) => (line.includes("new RegExp(") ? [`${path} ${line.trim()}`] : [])),
    );
    // Constants of the program; and the separator of a CSV, one of four, of which one is escaped.
    const rest = built.filter(
      (line) => !/ const [A-Z_]+ = new RegExp\(| new RegExp\([A-Z_]+\.source|new RegExp\([A-Z]+\.source/.test(line),
    );
    expect(rest.map((line) => line.slice(0, 55))).toEqual(["src/donnees/formats/decode/csv.ts const at = texte.sear"]);
  });

  test("uses a broken hash, or a weak cipher", () => {
    expect(
      holding(/createHash\("(?!sha256")|createHmac\("(?!sha256")|createCipheriv\("(?!aes-256-gcm")|Math\.random/),
    ).toEqual([]);
  });

  test("writes raw text into a page, but the drawings it has made itself", () => {
    expect(holding(/\braw\(|dangerouslySetInnerHTML/, PAGES).sort()).toEqual([
      "src/bilan/pages/cascade-figure.tsx",
      "src/bilan/pages/commune-section.tsx",
      "src/bilan/pages/objectifs/eventail-figure.tsx",
      "src/dossier/pages/information/guichets-page.tsx",
      "src/gouvernance/pages/action/actions-page.tsx",
      "src/imports/pages/localisation/localiser-page.tsx",
      "src/observatoire/pages/image.tsx",
      "src/observatoire/pages/multiples.tsx",
      "src/observatoire/pages/regler-carte.tsx",
      "src/observatoire/pages/situation.tsx",
      "src/programme/pages/calendrier-page.tsx",
      "src/programme/pages/simulation/corps.tsx",
      "src/programme/pages/simulation/reponse.tsx",
      // The guide is written with the product: no user's text is in it.
      "src/service/pages/aide/aide-page.tsx",
      "src/service/pages/territoires/ouvrir-page.tsx",
      "src/suivi/pages/attente.tsx",
    ]);
  });
});

describe("what the browser's code never does", () => {
  test.each([
    ["writes HTML", /innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
    ["keeps anything that outlives the tab", /localStorage|indexedDB|caches\.|document\.cookie/],
    ["speaks to other windows", /postMessage|addEventListener\("message"|window\.open/],
    ["runs text as code", /\beval\(|new Function|setTimeout\("/],
  ])("%s", (_, pattern) => {
    expect(holding(pattern, ILOTS)).toEqual([]);
  });

  test("keeps anything in the tab, but what is typed in the commission and not accepted yet", () => {
    expect(holding(/sessionStorage/, ILOTS)).toEqual(["src/socle/pages/islands/brouillon.ts"]);
  });
});

describe("passwords are typed where a manager knows them", () => {
  test("each field for a password hides it and says which it is", () => {
    const fields = SOURCES.filter(({ path }) => PAGES.test(path)).flatMap(({ text }) => [
      ...text.matchAll(/<Champ\b[^>]*type="password"[^>]*>/gs),
    ]);
    expect(fields.length).toBeGreaterThanOrEqual(4);
    expect(fields.filter(([field]) => !/remplissage="(?:current|new)-password"/.test(field))).toEqual([]);
  });

  test("none forbids to paste, and each is marked for completion", () => {
    expect(holding(/onpaste|addEventListener\("paste"/)).toEqual([]);
    expect(holding(/autocomplete="off"/, /^src\/acces\/pages\/connexion\//)).toEqual([]);
    expect(read("src/acces/pages/connexion/champ.tsx")).toContain("autocomplete={remplissage}");
  });
});

describe("docs/securite/README.md says what the code does", () => {
  test("lengths of passwords", () => {
    expect(SECURITE).toContain(`de ${LONGUEUR_MIN} à ${LONGUEUR_MAX} caractères`);
  });

  test("words of the context, refused in passwords", () => {
    const [, sentence = ""] = /un mot du contexte : ([^.]+)\./.exec(SECURITE) ?? [];
    const words = [...sentence.matchAll(/\*([^*]+)\*/g)].map(([, word = ""]) =>
      word.normalize("NFKD").replace(/\p{M}/gu, ""),
    );
    expect(words.length).toBeGreaterThan(8);
    expect(words.filter((word) => ![...MOTS_PREMIERS, ...MOTS_COURANTS].includes(word))).toEqual([]);
  });

  test.each<[string, readonly Palier[]]>([
    ["adresse et compte ensemble", PALIERS.adresse],
    ["appareil d’où la personne s’est déjà connectée (témoin signé)", PALIERS.appareil],
    ["compte, depuis toutes les adresses inconnues", PALIERS.compte],
    ["réseau (adresse IPv4, /64 en IPv6), tous comptes", PALIERS.reseau],
  ])("counts of trials by %s", (compte, paliers) => {
    const duree: Readonly<Record<number, string>> = { 300: "en 5 minutes", 3600: "par heure", 86400: "par jour" };
    const bornes = paliers.map(({ nombre, secondes }) => `${nombre} ${duree[secondes]}`);
    expect(SECURITE).toContain(`| ${compte} | ${bornes.join(", ")} |`);
  });

  test("ends of sessions", () => {
    expect(SECURITE).toContain(`**${INACTIVITE_MAX_MS / 60_000} minutes** sans activité`);
    expect(SECURITE).toContain(`**${DUREE_MAX_MS / 3_600_000} heures** en tout`);
  });

  test("cost of the hash of passwords", () => {
    expect(SECURITE).toContain(
      `argon2id (${PARAMETRES.memoryCost / 1024} Mio, ${PARAMETRES.timeCost} passes, ${PARAMETRES.parallelism} fil)`,
    );
  });

  test("limits of requests", () => {
    const of = (nom: string) => LIMITES.find((limite) => limite.nom === nom);
    expect(SECURITE).toContain(`${of("tout")?.nombre} par minute et par adresse`);
    expect(SECURITE).toContain(`dépôts à part (${of("depot")?.nombre} par heure)`);
    expect(SECURITE).toContain(`par adresse | ${of("connexion")?.nombre} par minute |`);
    expect(EXPLOITATION).toContain(
      `${of("tout")?.nombre} requêtes et ${of("connexion")?.nombre} connexions par minute, et ${of("depot")?.nombre} dépôts par heure`,
    );
  });

  test("every class of data, with what is asked of it", () => {
    for (const classe of ["C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7"]) {
      expect(SECURITE).toMatch(new RegExp(`^\\| ${classe} (?:\\| [^|]+){5}\\|$`, "m"));
    }
  });

  test.each([
    ["Authentification", ["ProConnect", "clé d’accès", "mot de passe", "lien à usage unique"]],
    ["Sessions", ["plusieurs sessions", "ProConnect", "30 minutes", "10 heures", "NIST"]],
    ["Inventaire cryptographique", ["HMAC-SHA-256", "argon2id", "AES-256-GCM", "Ed25519", "RS256", "TLS"]],
    ["Ce qui coûte", ["import", "classeur", "PDF", "mot de passe", "requêtes"]],
    ["Composants tiers", ["critique", "haute", "3 jours", "14 jours", "CycloneDX"]],
  ])("« %s » speaks of all it must", (titre, words) => {
    const [, section = ""] = SECURITE.split(`\n## ${titre}\n`);
    const [text = ""] = section.split("\n## ");
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  test("limits of files", () => {
    expect(read("src/socle/routes/depot/upload.ts")).toContain("octetsParFichier: 1_000_000_000, fichiers: 20");
    expect(read("src/donnees/formats/classeur/classeur.ts")).toContain("OCTETS_MAX = 60_000_000");
    expect(SECURITE).toContain("1 Go par fichier, 20 fichiers par envoi, 60 Mo par classeur");
  });
});

describe("docs/exploitation.md", () => {
  test("its example of a proxy speaks TLS 1.2 and 1.3 alone, with forward secrecy", () => {
    expect(/ssl_protocols\s+(.+);/.exec(EXPLOITATION)?.[1]).toBe("TLSv1.2 TLSv1.3");
    expect(
      /ssl_ciphers\s+(.+);/
        .exec(EXPLOITATION)?.[1]
        ?.split(":")
        .every((cipher) => cipher.startsWith("ECDHE")),
    ).toBe(true);
  });

  test("its examples of a proxy send pages to HTTPS, and refuse the API in clear", () => {
    expect(EXPLOITATION).toContain("location /api/ { return 421; }");
    expect(EXPLOITATION).toMatch(/http:\/\/blaise\.exemple\.fr \{\s+handle \/api\/\* \{\s+respond 421/);
  });

  test("its example of a proxy writes who calls, itself", () => {
    expect(EXPLOITATION).toMatch(/proxy_set_header X-Forwarded-For\s+\$remote_addr;/);
    expect(EXPLOITATION).toContain("header_up X-Forwarded-For {remote_host}");
  });

  test("lists what leaves the machine and every trace, with what each holds", () => {
    expect(EXPLOITATION).toContain(
      "Rien d’autre n’est appelé : Blaise ne parle à aucun service extérieur, sauf à ProConnect",
    );
    for (const trace of ["technique (pino)", "mandataire", "PostgreSQL", "journal des accès et des actes"]) {
      expect(EXPLOITATION).toMatch(new RegExp(`^\\| ${trace.replace(/[()]/g, "\\$&")} (?:\\| [^|]+){3}\\|$`, "m"));
    }
  });

  test.each([
    ["a proxy must be named", /Sans `BLAISE_PROXY`/],
    ["it keeps /metriques closed", /location = \/metriques/],
    ["the purge runs every day", /Une fois par jour[^\n]*`?blaise\.mjs purger/],
    ["an altered journal is an exit code", /4 journal altéré/],
    ["a forgotten password is mended from the machine", /blaise premier-lien --mot-de-passe/],
    ["a base that is used is not restored", /une base dont un service se sert encore/],
    ["one restores before the first start", /avant le premier démarrage/],
    ["time is left to the stop", /TimeoutStopSec|--stop-timeout/],
  ])("says that %s", (_, pattern) => {
    expect(EXPLOITATION).toMatch(pattern);
  });

  test("leaves the stop twice its ten seconds", () => {
    expect(Number(/--stop-timeout (\d+)/.exec(EXPLOITATION)?.[1])).toBeGreaterThanOrEqual(20);
    expect(Number(/^TimeoutStopSec=(\d+)/m.exec(read("deploy/blaise.service"))?.[1])).toBeGreaterThanOrEqual(20);
  });

  test("says of each secret where it is and how to change it", () => {
    for (const secret of ["BLAISE_CLE_HACHAGE", "BLAISE_CLE_SAUVEGARDE", "cle-journal", "ProConnect", "DATABASE_URL"]) {
      expect(EXPLOITATION.slice(EXPLOITATION.indexOf("## 15."))).toContain(secret);
    }
  });
});
