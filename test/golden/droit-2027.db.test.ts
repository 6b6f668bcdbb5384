import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freezeRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { LectureDroit } from "#donnees/lectures/droit/lecture.ts";
import { describeDerogation } from "#droit/regles/plancher-hors-qpv.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { makeEditeur } from "../droit/editeur-essai.ts";
import { acteurOf, seedOf } from "../fixtures/habilitations.ts";
import { createTestApp } from "../fixtures/http.ts";
import { attribution, EPCI, stageRows } from "../fixtures/lots.ts";
import { expectSoundPage, textOf } from "../fixtures/pages.ts";

/**
 * Golden scenario (f). A law of 2027 (synthetic) asks for 30 % outside the QPV from 1 January 2027, and the ceilings of 2027 are published: both are
 * entered on pages, with no line of code.
 *
 * 2026: 26 of 100 of the first quartile. Asked: 25 % of 100 = 25. Reached, before and after.
 * 2027: 28 of 100. Asked before the law: 25, reached. Asked by it: 30 % of 100 = 30, two are missing.
 * PLUS of one person, other regions: 23 403 € in 2026; the synthetic table of 2027 is that of 2026 and one euro each.
 */
const LOI = { texte: "loi d’essai", source: "Loi d’essai du 1er décembre 2026 (synthétique)" };

const EDITEUR = makeEditeur("Blaise");
const horloge = { aujourdhui: () => "2028-02-01", maintenant: () => "2028-02-01T09:00:00.000Z" };

let db: TestDatabase;
let agent: ReturnType<typeof createTestApp>;
let first: ReturnType<typeof createTestApp>;
let second: ReturnType<typeof createTestApp>;

beforeAll(async () => {
  db = await createDatabase();
  await openTerritoire(db.base, CODE_OFFICIEL, EPCI);
  let rang = 0;
  for (const [annee, q1] of [
    [2026, 26],
    [2027, 28],
  ] as const) {
    const rows = Array.from({ length: 100 }, (_, i) =>
      attribution(
        {
          bailSigneLe: `${annee}-${["02", "05", "08", "11"][i % 4]}-10`,
          ...(i < q1 ? { quartileDeclare: "q1" as const, revenuMensuel: 300 } : {}),
        },
        rang++,
      ),
    );
    const lot = await stageRows(db.base, "sne-attributions", rows, { fichier: `${annee}.csv`, periode: String(annee) });
    await publishLot(db.base, lot, { confirme: true });
  }
  const zero = Array.from({ length: 10 }, (_, i) =>
    attribution(
      {
        bailSigneLe: `2025-${["02", "05", "08", "11"][i % 4]}-10`,
        ...(i < 2 ? { quartileDeclare: "q1" as const, revenuMensuel: 300 } : {}),
        ...(i === 2 ? { revenuMensuel: 0 } : {}),
      },
      rang++,
    ),
  );
  const lot = await stageRows(db.base, "sne-attributions", zero, { fichier: "2025.csv", periode: "2025" });
  await publishLot(db.base, lot, { confirme: true });
  // Taken in once the years were over: else nothing of them would be judged.
  await db.pool.query("update lot set depose_le = '2028-01-15'");
  const { compte, organisation, habilitation } = seedOf(db.pool);
  // Written by the operator's first act.
  const { rows } = await db.pool.query<{ id: number }>("select id from organisation where type = 'plateforme'");
  const plateforme = rows[0]?.id ?? 0;
  const admins = [await compte("Ada"), await compte("Bel")];
  for (const admin of admins) await habilitation(admin, plateforme, "administrateur", { epci: null });
  const [one, two] = admins.map((admin) =>
    createTestApp(
      db.bases,
      { horloge, clesDroit: [EDITEUR.cle] },
      acteurOf(admin, "administrateur", { epci: null, organisation: plateforme }),
    ),
  );
  if (!one || !two) throw new Error("two administrators are needed");
  [first, second] = [one, two];
  agent = createTestApp(
    db.bases,
    { horloge },
    acteurOf(await compte("Agent"), "agent-epci", { organisation: await organisation("epci", "EPCI", EPCI) }),
  );
});
afterAll(() => db?.drop());

async function get(app: typeof agent, chemin: string) {
  const response = await app.request(chemin, { headers: { accept: "text/html" } });
  return { statut: response.status, octets: Buffer.from(await response.arrayBuffer()) };
}

async function page(app: typeof agent, chemin: string): Promise<string> {
  const { statut, octets } = await get(app, chemin);
  expect(statut).toBe(200);
  const html = octets.toString("utf8");
  expectSoundPage(html);
  return textOf(html);
}

async function post(app: typeof agent, chemin: string, champs: Readonly<Record<string, string>> | FormData) {
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const body = champs instanceof FormData ? champs : new URLSearchParams(champs);
  const response = await app.request(`/plateforme/droit${chemin}`, { method: "POST", body, headers });
  const html = await response.text();
  if (html !== "") expectSoundPage(html);
  return { statut: response.status, texte: textOf(html), html, vers: response.headers.get("location") };
}

const floorOf = async (annee: number) => {
  const response = await agent.request(`/t/${EPCI}/bilan.json?annee=${annee}`);
  const { horsQpv } = (await response.json()) as {
    horsQpv: { plancher: number; attendu: number; verdict: string };
  };
  return [horsQpv.plancher, horsQpv.attendu, horsQpv.verdict];
};

const SAISIE = {
  valeur: "30",
  depuis: "2027-01-01",
  jusque: "",
  article: "CCH, art. L. 441-1",
  texte: LOI.texte,
  source: LOI.source,
  confiance: "R",
};

describe("a new legal rate", () => {
  it("is typed by one person, confirmed by another, and read by the next request; no frozen page moves", async () => {
    const { numero } = await freezeRapport(db.base, {
      epci: EPCI,
      periode: yearPeriode(2026),
      sections: ["synthese"],
      commentaires: {},
      aujourdhui: "2027-02-01",
    });
    const figes = ["pdf", "json", "csv"].map((format) => `/t/${EPCI}/rapport/${numero}.${format}`);
    const before = await Promise.all(figes.map((fige) => get(agent, fige)));
    expect(before.map(({ statut }) => statut)).toEqual([200, 200, 200]);
    expect([await floorOf(2026), await floorOf(2027)]).toEqual([
      [0.25, 25, "atteint"],
      [0.25, 25, "atteint"],
    ]);

    expect(await post(first, "/taux-minimal-hors-qpv", SAISIE)).toMatchObject({ statut: 303 });
    expect(await floorOf(2027)).toEqual([0.25, 25, "atteint"]);
    expect(await page(first, "/plateforme/droit")).toContain(
      "Vous l’avez saisie : un autre administrateur doit la confirmer.",
    );
    const own = await post(first, "/saisies/1/confirmer", {});
    expect([own.statut, own.texte.includes("un autre administrateur de la plateforme doit la confirmer")]).toEqual([
      422,
      true,
    ]);
    expect(await page(second, "/territoires")).toContain("Valeur du droit n° 1, saisie par Personne");

    expect(await post(second, "/saisies/1/confirmer", {})).toMatchObject({ statut: 303 });
    expect([await floorOf(2026), await floorOf(2027)]).toEqual([
      [0.25, 25, "atteint"],
      [0.3, 30, "non-atteint"],
    ]);
    expect(await page(agent, `/t/${EPCI}/bilan?annee=2027`)).toContain("30 %");
    const after = await Promise.all(figes.map((fige) => get(agent, fige)));
    expect(after.map(({ octets }, rang) => octets.equals(before[rang]?.octets ?? Buffer.alloc(0)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("makes every sentence from the records: who took the adaptation away is not who set the rate", async () => {
    const said = await new LectureDroit(
      () => db.base.droit,
      async () => {},
    ).run(null, async () => describeDerogation([{ annee: 2018, taux: 0.21 }], "2018-10-05", "2028-01-01"));
    expect(said?.replaceAll("\u00a0", " ")).toBe(
      "La convention écrit 21 % pour 2018. La loi ELAN a supprimé l’adaptation locale le 25 novembre 2018 : depuis ce jour, ce taux écrit ne dispense plus du plancher de 30 % (depuis le 1er janvier 2027, loi d’essai), qui est jugé à part.",
    );
  });

  it.each([
    ["of days that have a value", { valeur: "35" }, "a déjà une valeur à ces jours, depuis le 2027-01-01"],
    ["for a territory", { valeur: "20", depuis: "2030-01-01", territoire: EPCI }, "ne laisse aucun territoire fixer"],
    ["above 100 %", { valeur: "250" }, "de 0 à 100"],
    ["on a day that does not exist", { depuis: "2027-02-30" }, "écrivez une date qui existe"],
    ["without a source", { source: "" }, "Source : écrivez-le"],
  ])("%s is refused, nothing being written", async (_, change, message) => {
    const count = async () => (await db.base.droit.saisies()).length;
    const known = await count();
    const refused = await post(first, "/taux-minimal-hors-qpv", { ...SAISIE, ...change });
    expect([refused.statut, refused.texte.includes(message)]).toEqual([422, true]);
    expect(await count()).toBe(known);
  });

  it("set aside, with its reason, gives the former one back", async () => {
    expect((await post(second, "/saisies/1/ecarter", { motif: "" })).statut).toBe(422);
    expect(await post(second, "/saisies/1/ecarter", { motif: "Loi d’essai retirée" })).toMatchObject({ statut: 303 });
    expect(await floorOf(2027)).toEqual([0.25, 25, "atteint"]);
    expect((await post(first, "/saisies/1/confirmer", {})).statut).toBe(422);
    expect(await page(first, "/plateforme/droit/taux-minimal-hors-qpv")).toContain("Loi d’essai retirée");
  });
});

describe("the reading of 0 €, which a territory may set for a bilan", () => {
  it("is its own, for the days that it says, with its reason", async () => {
    // 2 of 10 of the first quartile, and one household at 0 €.
    const realised = async () => {
      const response = await agent.request(`/t/${EPCI}/bilan.json?annee=2025`);
      const { horsQpv, ressourcesNulles } = (await response.json()) as {
        horsQpv: { realise: number; assiette: number };
        ressourcesNulles: number;
      };
      return [horsQpv.realise, horsQpv.assiette, ressourcesNulles];
    };
    expect(await realised()).toEqual([2, 10, 1]);
    const source = "Décision de la conférence du 3 mars 2026 : étudiants boursiers (synthétique)";
    const saisie = {
      valeur: "q1",
      depuis: "2025-01-01",
      jusque: "2025-12-31",
      article: "",
      texte: "",
      source,
      confiance: "S",
      territoire: EPCI,
    };
    expect(await post(first, "/ressources-nulles", saisie)).toMatchObject({ statut: 303 });
    const id = (await db.base.droit.saisies()).find(({ code }) => code === "ressources-nulles")?.id;
    expect(await post(second, `/saisies/${id}/confirmer`, {})).toMatchObject({ statut: 303 });
    expect(await realised()).toEqual([3, 10, 1]);
    const methode = (annee: number) =>
      page(agent, `/t/${EPCI}/bilan/methode?annee=${annee}&regle=quartile.ressources-par-uc`);
    expect(await methode(2025)).toContain("étudiants boursiers");
    // Another year keeps the reading that it had.
    expect(await methode(2026)).not.toContain("étudiants boursiers");
  });
});

describe("the ceilings of 2027", () => {
  const ecrit = JSON.parse(readFileSync(new URL("../../droit/plafonds.json", import.meta.url), "utf8"));
  const nextYear = (code: string) => {
    const last = ecrit.enregistrements.find(
      (one: { code: string; depuis: string }) => one.code === code && one.depuis === "2026-01-01",
    );
    const valeur = Object.fromEntries(
      Object.entries(last.valeur as Record<string, number[]>).map(([zone, montants]) => [
        zone,
        montants.map((m) => m + 1),
      ]),
    );
    return { ...last, depuis: "2027-01-01", jusque: "2027-12-31", valeur, source: LOI.source };
  };
  const { signature: _, ...contenu } = ecrit;
  const jeu = {
    ...contenu,
    version: "2027-01-04.1",
    enregistrements: [...contenu.enregistrements, nextYear("plafonds-plus"), nextYear("plafonds-plai")],
  };
  const en2027 = { aujourdhui: () => "2027-03-01", maintenant: () => "2027-03-01T09:00:00.000Z" };
  const ask = async () => {
    const app = createTestApp(db.bases, { horloge: en2027 }, null);
    return page(app, `/logement-social/${EPCI}/conditions?adultes=1&charge=0&handicap=non&rfr=23404&couple=non`);
  };

  it("are imported from a signed file, shown before, and answer the public at once", async () => {
    expect(await ask()).toContain("Les plafonds de 2027 ne sont pas encore saisis ici.");
    const body = new FormData();
    body.set("fichier", new File([EDITEUR.sign(jeu)], "plafonds-2027.json", { type: "application/json" }));
    const shown = await post(first, "/importer", body);
    expect([
      shown.statut,
      shown.texte.includes("2 valeurs ajoutées"),
      shown.texte.includes("0 valeur corrigée"),
    ]).toEqual([200, true, true]);
    expect(await ask()).toContain("Les plafonds de 2027 ne sont pas encore saisis ici.");

    expect(await post(first, "/importer", { contenu: EDITEUR.sign(jeu), geste: "importer" })).toMatchObject({
      statut: 303,
    });
    const answered = await ask();
    // 23 404 € is the ceiling itself: under it.
    expect(answered).toContain("La plupart des logements sociaux vous sont ouverts");
    expect(answered).toContain("23 404 €");
    expect(await page(agent, "/droit?theme=plafonds")).toContain("Version 2027-01-04.1");
  });

  const holding = (change: object) => {
    const [one, ...others] = jeu.enregistrements;
    return JSON.stringify({ ...jeu, enregistrements: [{ ...one, ...change }, ...others] });
  };
  const without = (champ: string) => holding({ [champ]: undefined });

  it.each<[string, () => string, string]>([
    ["the same again", () => EDITEUR.sign(jeu), "n’est pas après celle qui est déjà là"],
    ["altered since", () => EDITEUR.sign(jeu).replace("23404", "99999"), "a été modifié depuis sa signature"],
    ["without a source", () => without("source"), "enregistrements › 0 › source : il manque"],
    ["of a day that is none", () => holding({ depuis: "janvier" }), "0 › depuis : on attend un jour AAAA-MM-JJ"],
    ["holding a word of its own", () => holding({ taxe: 1 }), "0 : Blaise ne connaît pas « taxe »"],
    ["whose article is a number", () => holding({ article: 4 }), "0 › article : ce n’est pas la forme attendue"],
    ["unsigned", () => JSON.stringify({ ...jeu, version: "2028-01-01.1" }), "n’est pas signé"],
    [
      "with overlapping days",
      () =>
        EDITEUR.sign({
          ...jeu,
          version: "2028-01-01.1",
          enregistrements: [...jeu.enregistrements, nextYear("plafonds-plus")],
        }),
      "plafonds-plus au 2027-01-01 : ses jours sont aussi ceux de",
    ],
  ])("%s: refused, nothing changed", async (_name, fichier, message) => {
    const held = (await db.base.droit.jeux()).length;
    const refused = await post(first, "/importer", { contenu: fichier(), geste: "importer" });
    expect([refused.statut, refused.texte.includes(message)]).toEqual([422, true]);
    expect((await db.base.droit.jeux()).length).toBe(held);
  });
});

describe("a value confirmed while a set that contradicts it is imported", () => {
  const ecrit = JSON.parse(readFileSync(new URL("../../droit/attributions.json", import.meta.url), "utf8"));
  const { signature: _, ...contenu } = ecrit;
  type Ecrit = { code: string; jusque?: string };
  const isRate = ({ code, jusque }: Ecrit) => code === "taux-minimal-hors-qpv" && jusque === undefined;
  const rate = contenu.enregistrements.find(isRate);
  const jeu = {
    ...contenu,
    version: "2029-06-01.1",
    enregistrements: [
      ...contenu.enregistrements.filter((one: Ecrit) => !isRate(one)),
      { ...rate, jusque: "2029-12-31" },
      { ...rate, depuis: "2030-01-01", valeur: 0.35, source: LOI.source },
    ],
  };
  const importer = () => post(first, "/importer", { contenu: EDITEUR.sign(jeu), geste: "importer" });
  const held = async () => (await db.base.droit.jeux()).filter(({ jeu: { nom } }) => nom === jeu.nom).length;

  it("one of the two is kept, and the other is told; nothing is read twice", async () => {
    expect(
      await post(first, "/taux-minimal-hors-qpv", { ...SAISIE, valeur: "40", depuis: "2030-01-01" }),
    ).toMatchObject({
      statut: 303,
    });
    const id = (await db.base.droit.saisies()).find(({ depuis }) => depuis === "2030-01-01")?.id;
    const [confirmed, imported] = await Promise.all([post(second, `/saisies/${id}/confirmer`, {}), importer()]);
    expect([confirmed.statut, imported.statut].sort()).toEqual([303, 422]);
    const saisie = (await db.base.droit.saisies()).find((one) => one.id === id);
    const won = confirmed.statut === 303;
    expect([saisie?.etat, await held()]).toEqual(won ? ["confirmee", 0] : ["a-confirmer", 1]);
    expect(won ? imported.texte : confirmed.texte).toContain(
      won ? "contredit ce qui a été saisi ici" : "a déjà une valeur",
    );
    if (won) {
      const ecarter = { motif: "Le jeu publié fait foi" };
      expect(await post(second, `/saisies/${id}/ecarter`, ecarter)).toMatchObject({ statut: 303 });
      expect(await importer()).toMatchObject({ statut: 303 });
    }
    expect(await floorOf(2026)).toEqual([0.25, 25, "atteint"]);
  });

  it("the same set imported twice at once is kept once", async () => {
    const twice = { ...jeu, version: "2029-07-01.1" };
    const known = await held();
    const send = (app: typeof agent) => post(app, "/importer", { contenu: EDITEUR.sign(twice), geste: "importer" });
    const [one, two] = await Promise.all([send(first), send(second)]);
    expect([one.statut, two.statut].sort()).toEqual([303, 422]);
    expect(await held()).toBe(known + 1);
  });
});
