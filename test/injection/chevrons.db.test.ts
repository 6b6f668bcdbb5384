// @module-tag ci
// @module-tag long
import { parse } from "parse5";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unzip } from "../canaris/lire-sortie.ts";
import { CAS } from "../e2e/cas.ts";
import type { Visiteur } from "../e2e/cas-observatoire.ts";
import { documentsOf, openProduitDemo, type ProduitDemo } from "../fixtures/produit-demo.ts";
import { attributOf, type Element, walk } from "../html/elements.ts";

const MARQUE = '<b class="chevron">&"';
const ECHAPPEE = "&lt;b class=";
/** Columns whose words are shown, whoever wrote them: a person, a file, the national lists. */
const DITS =
  /^(nom|titre|libelle|texte|note|description|commentaire|commentaires|adresse|lieu|objet|precision|motif|justification|pilote|livrable|recommandation)$/;
/** Documents written as tags. */
const BALISES = "svg|docx|xlsx";

/** Of each path, whatever is asked of it, the first address. */
const DOCUMENTS = new Map<string, () => Promise<Lu>>();

let produit: ProduitDemo;
let colonnes = 0;
beforeAll(async () => {
  produit = await openProduitDemo(markTexts);
});
afterAll(() => produit?.close());

/** Every row's words end with a tag; a column that refuses it (a closed vocabulary, a length) keeps what it had. */
async function markTexts(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ nom: string; colonne: string; cle: string }>(
    `select a.attrelid::regclass::text as nom, quote_ident(a.attname) as colonne, a.attname as cle
       from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
      where n.nspname in ('public', 'nominatif') and t.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' and a.atttypid = 'text'::regtype
        and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype in ('f', 'p') and a.attnum = any (k.conkey))`,
  );
  for (const { nom, colonne } of rows.filter(({ cle }) => DITS.test(cle))) {
    const done = await pool
      .query(
        `set session_replication_role = replica; update ${nom} set ${colonne} = ${colonne} || ' ${MARQUE}' where ${colonne} <> ''`,
      )
      .then(
        () => 1,
        () => 0,
      );
    colonnes += done;
  }
  await pool.query("reset session_replication_role");
}

const isChevron = (un: Element) => attributOf(un, "class") === "chevron";

type Lu = { readonly chemin: string; readonly textes: readonly string[] };

async function readDocument(visiteur: Visiteur, pathname: string, search: string): Promise<Lu> {
  const octets = Buffer.from(await (await produit.ask(visiteur, pathname + search)).arrayBuffer());
  return { chemin: pathname, textes: pathname.endsWith(".svg") ? [octets.toString("utf8")] : unzip(octets) };
}

it("no word of a row is a tag in a page", { timeout: 300_000 }, async () => {
  const faux: string[] = [];
  let montrees = 0;
  for (const [visiteur, , chemin] of CAS) {
    const answer = await produit.ask(visiteur, chemin);
    const html = await answer.text();
    if (answer.status >= 500 || [...walk(parse(html).childNodes)].some(isChevron)) faux.push(chemin);
    if (html.includes(ECHAPPEE)) montrees += 1;
    for (const [pathname, search] of documentsOf(html, chemin, BALISES))
      if (!DOCUMENTS.has(pathname)) DOCUMENTS.set(pathname, () => readDocument(visiteur, pathname, search));
  }
  expect(faux).toEqual([]);
  expect(colonnes).toBeGreaterThan(40);
  expect(montrees).toBeGreaterThan(150);
});

it("nor in a drawing, a Word file or a workbook that it offers", { timeout: 300_000 }, async () => {
  const lus: Lu[] = [];
  for (const read of DOCUMENTS.values()) lus.push(await read());
  const holds = (signe: string) => lus.filter(({ textes }) => textes.some((texte) => texte.includes(signe)));
  expect(holds('<b class="chevron"').map(({ chemin }) => chemin)).toEqual([]);
  expect(holds(ECHAPPEE).length).toBeGreaterThan(30);
});
