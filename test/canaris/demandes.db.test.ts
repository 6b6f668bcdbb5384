// @module-tag ci
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openDepotPieces } from "#dossier/sql/piece/depot-pieces.ts";
import { openCoffre } from "#service/commandes/coffre.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { AppDeps } from "#socle/routes/deps.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";
import { acteurDemo } from "../fixtures/demo-personnes.ts";
import { enVol } from "../fixtures/en-vol.ts";
import { createTestApp } from "../fixtures/http.ts";
import { EPCI } from "../fixtures/pages.ts";
import { demandeurOf } from "../journal/personnes.ts";
import { type DemandeCanari, seedDemande } from "./demande-canari.ts";
import { findCanaris, findInTexte, readTexte } from "./lire-sortie.ts";
import { CHIFFRES } from "./menage-canari.ts";

type Qui = RoleHabilite | "menage" | "autre-menage" | "personne";

const QUI: readonly Qui[] = [...ROLES_HABILITES, "menage", "autre-menage", "personne"];
const D = `/t/${EPCI}/demandes`;

/** What each may read of a household that asks for a dwelling: the resources of the matrix, in its own words. */
const DONNES: Readonly<Partial<Record<Qui, readonly string[]>>> = {
  guichet: ["entretien", "envoi", "identite", "menage", "messages", "pieces", "proposition"],
  // Those whose wishes are there; the contact form is its own.
  commune: ["envoi", "fiche-contact", "identite", "menage"],
  "agent-bailleur": ["envoi", "fiche-contact", "identite", "menage", "pieces", "proposition"],
  "responsable-bailleur": ["envoi", "fiche-contact", "identite", "menage", "pieces"],
  etat: ["envoi", "identite", "menage"],
  menage: ["contact", "envoi", "identite", "mandat", "menage", "messages", "pieces", "proposition"],
};

const GROUPES: ReadonlyMap<string, string> = new Map([
  ...["nom", "nom_usage", "prenom", "telephone", "courriel", "adresse"].flatMap((colonne) => [
    [`nominatif.demandeur.${colonne}`, "identite"] as const,
    [`nominatif.personne.${colonne}`, "identite"] as const,
    [`nominatif.mandat.${colonne}`, "mandat"] as const,
    [`nominatif.entretien.${colonne}`, "entretien"] as const,
    [`nominatif.fiche_contact.${colonne}`, "fiche-contact"] as const,
  ]),
  ["naissance", "identite"],
  ["revenu", "menage"],
  ["nominatif.mandat.structure", "mandat"],
  ["nominatif.fiche_contact.precisions", "fiche-contact"],
  ["nominatif.message.texte", "messages"],
  ["nominatif.piece.nom_fichier", "pieces"],
  ["nominatif.changement_contact.nouveau", "contact"],
  ["nominatif.changement_contact.ancien", "contact"],
  ["nominatif.envoi.adresse", "envoi"],
  ["nominatif.envoi.motif", "envoi"],
  ["public.proposition.logement", "proposition"],
]);

type Trouve = { readonly colonne: string; readonly qui: Qui; readonly ou: string };

let database: TestDatabase;
let demande: DemandeCanari;
let coffres: Pick<AppDeps, "coffre" | "pieces">;
const trouves: Trouve[] = [];
const pannes: string[] = [];

beforeAll(async () => {
  database = await createDemoDatabase();
  demande = await seedDemande(database.pool);
  // What seals the answers and the papers of the demonstration.
  const { donnees } = inject("postgresql");
  const cle = (await readFile(join(donnees, "cle-hachage"), "utf8")).trim();
  coffres = { coffre: openCoffre(cle), pieces: openDepotPieces(donnees) };
  for (const qui of QUI) await visit(qui);
}, 600_000);
afterAll(() => database?.drop());

async function acteurOf(qui: Qui): Promise<Acteur | null> {
  if (qui === "personne") return null;
  if (qui === "menage") return demandeurOf(demande.demandeur);
  if (qui === "autre-menage") return demandeurOf("00000000-0000-4000-8000-000000000000");
  return acteurDemo(database, qui);
}

/** Opens the file for a purpose, when it may, then asks for every page and document of the demandes. */
async function visit(qui: Qui): Promise<void> {
  const app = createTestApp(database.bases, { horloge: HORLOGE, ...coffres }, await acteurOf(qui));
  const headers = { origin: "http://localhost", "sec-fetch-site": "same-origin", accept: "text/html" };
  const ask = async (ou: string, chemin: string, champs?: Readonly<Record<string, string>>) => {
    const init = champs ? { method: "POST", body: new URLSearchParams(champs), headers } : { headers };
    await read(qui, ou, await app.request(chemin, init));
  };
  await ask("ouvrir", `${D}/${demande.demandeur}/ouvrir`, { motif: "instruction" });
  const routes = new Set(app.routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  const asked = [...routes].filter(
    (route) => /\/demandes|\/ma-demande|\/logement-social/.test(route) && !route.startsWith("/t/:epci/observatoire"),
  );
  const pages = asked.flatMap((route) => fill(route).map((chemin) => [route, chemin] as const));
  await enVol(pages, 8, ([route, chemin]) => ask(route, chemin));
  await ask("chercher", `${D}/chercher`, { cherche: demande.reference });
  await ask("sensible", `${D}/${demande.demandeur}/sensible`, { raison: "préparer la commission" });
  await ask("attestation", `${D}/${demande.demandeur}/attestation`, {});
  for (const noms of ["oui", "non"])
    await ask(`exporter, noms ${noms}`, `${D}/exporter`, { liste: "active", motif: "bilan", noms, format: "csv" });
}

async function read(qui: Qui, ou: string, answer: Response): Promise<void> {
  if (answer.status >= 500) pannes.push(`${ou}, ${qui}: ${answer.status}`);
  const type = answer.headers.get("content-type") ?? "";
  const octets = new Uint8Array(await answer.arrayBuffer());
  const entetes = Buffer.from(JSON.stringify([...answer.headers]));
  const texte = readTexte(octets, type);
  for (const canari of [...findInTexte(texte), ...findCanaris(entetes, "")]) {
    const put = demande.canaris.find((one) => one.canari === canari);
    trouves.push({ colonne: put ? `${put.table}.${put.colonne}` : canari, qui, ou });
  }
  for (const [nom, signe] of Object.entries(CHIFFRES)) if (signe.test(texte)) trouves.push({ colonne: nom, qui, ou });
}

function fill(route: string): readonly string[] {
  const formats = /:fichier\{([\w-]+)\\\.\(?(?:\?:)?([\w|]+)\)?\}/.exec(route);
  const plain = route
    .replaceAll(/:(\w+)\{(?:[^{}]|\{[^{}]*\})*\}/g, ":$1")
    .replace(":epci", EPCI)
    .replace(":demandeur", demande.demandeur)
    .replace(":piece", demande.piece)
    .replace(":proposition", String(demande.proposition))
    .replace(":fiche/", `${demande.fiche}/`)
    .replace(/:fiche$/, String(demande.fiche))
    .replace(":entretien", String(demande.entretien))
    .replace(":sens", "accepter")
    .replace(":etape/:question", "vous/identite")
    .replace(":etape", "vous")
    .replace(":nature", "identite")
    .replace(":rang", "1")
    .replace(":jeton", "A".repeat(43));
  if (!formats) return [plain.replaceAll(/:(grille|contenu|guichet|doublon|veille|mandat|rubrique|critere)/g, "1")];
  return (formats[2] ?? "").split("|").map((format) => plain.replace(":fichier", `${formats[1]}.${format}`));
}

describe("a canary in every text of a household's demande, an income and a birth of its own: every page of the demandes, as everybody", () => {
  it("none broke down", () => {
    expect(pannes).toEqual([]);
  });
  it("each reads what the matrix gives of it, and nothing else", () => {
    const lu = (qui: Qui) =>
      [
        ...new Set(trouves.filter((one) => one.qui === qui).map(({ colonne }) => GROUPES.get(colonne) ?? colonne)),
      ].sort();
    expect(Object.fromEntries(QUI.map((qui) => [qui, lu(qui)]))).toEqual({
      ...Object.fromEntries(QUI.map((qui) => [qui, []])),
      ...DONNES,
    });
  });

  it("the desk reads all that it needs of the person: every column of its name, address and household", () => {
    const colonnes = new Set(trouves.filter(({ qui }) => qui === "guichet").map(({ colonne }) => colonne));
    const identite = demande.canaris.filter(({ table }) => /demandeur$|personne$/.test(table));
    expect(identite.filter(({ table, colonne }) => !colonnes.has(`${table}.${colonne}`))).toEqual([]);
  });

  it("lists say no name before a purpose is said, but the desk's own", () => {
    const listes = trouves.filter(
      ({ ou, qui }) => /demandes$|chercher|\.(csv|xlsx)|noms non/.test(ou) && qui !== "guichet",
    );
    expect(listes.map(({ qui, colonne, ou }) => `${qui} ${colonne} ${ou}`)).toEqual([]);
  });

  it("the household takes away what is held, and no key that opens its papers", async () => {
    const app = createTestApp(database.bases, { horloge: HORLOGE, ...coffres }, await acteurOf("menage"));
    const texte = await (await app.request(`/ma-demande/${EPCI}/mes-donnees.json`)).text();
    expect(texte).toContain(demande.reference);
    expect(texte).not.toMatch(/cle_fichier|_hash|numero_chiffre|empreinte/);
  });
});
