// @module-tag ci
// @module-tag long
// @module-tag profondeur

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { renderBilanXlsx } from "#bilan/documents/xlsx.ts";
import { renderCarteBilan } from "#bilan/pages/carte.ts";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { openSql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { BILAN_2017 } from "../fixtures/bilan-2017.ts";
import { type Canari, seedCanaris } from "../fixtures/canaris.ts";
import { EPCI, type Monde, openMonde, type Qui } from "../injection/monde.ts";
import { selon } from "../profondeur.ts";
import { findCanaris } from "./lire-sortie.ts";
import { CHIFFRES, seedMenage } from "./menage-canari.ts";
import { cheminsOf, crawl, type Trouve } from "./parcourir.ts";

const QUI: readonly Qui[] = [...ROLES_HABILITES, "personne"];
const AILLEURS = "200039915";

/** What the matrix gives, and to whom: nobody else, and by no other output. */
const DONNES: readonly { readonly colonnes: RegExp; readonly sorties: RegExp; readonly a: readonly Qui[] }[] = [
  {
    // Who holds what in the territory is what the DPO reads and takes away (« habilitation : lire, exporter »), and the manager grants.
    colonnes: /^public\.(compte\.(prenom|nom|courriel)|habilitation\.motif)$/,
    sorties: /\/habilitations(\.csv|$|\/)|\/journal$/,
    a: ["dpo", "gestionnaire-epci"],
  },
  {
    // To whom a building is entrusted, for whoever entrusts it: they read the habilitations of the territory too.
    colonnes: /^public\.compte\.(prenom|nom)$/,
    sorties: /\/relogement(\/immeubles\/:id(\/confier)?)?$/,
    a: ["agent-epci"],
  },
  {
    // Who deposited a file that is published, for whoever may read the figures made from it; the acts themselves, for those who publish.
    colonnes: /^public\.lot\.depose_par$/,
    sorties: /\/donnees(\/lots\/:id)?$/,
    a: ["agent-bailleur", "responsable-bailleur", "reservataire", "etat", "agent-epci", "dpo"],
  },
  { colonnes: /^public\.publication_acte\.fait_par$/, sorties: /\/donnees$/, a: ["etat", "agent-epci", "dpo"] },
  { colonnes: /^public\.localisation\.decidee_par$/, sorties: /\/donnees\/localiser$/, a: ["etat", "agent-epci"] },
  {
    // A report is signed.
    colonnes: /^public\.rapport\.fige_par$/,
    sorties: /\/rapport($|\/:numero|\/:fichier)/,
    a: ["etat", "agent-epci", "membre-coordination"],
  },
  {
    // Faulty cells and rejected lines, for those who have the file corrected (« lot : lire », level nominatif).
    colonnes: /^public\.lot_(anomalie\.(exemple|message)|rejet\.\w+)$/,
    sorties: /\/donnees\/lots\/:id(\/rejets)?$/,
    a: ["etat", "agent-epci", "dpo"],
  },
  {
    // A saved scenario says who answers for it, to all who read it.
    colonnes: /^public\.scenario_simulation\.fige_par$/,
    sorties: /\/simulation(\/scenarios\/:id)?$/,
    a: ROLES_HABILITES.filter((role) => !["gestionnaire-epci", "dpo", "administrateur"].includes(role)),
  },
  {
    // The household itself: those who follow it, and the State. In the workbook, by those of them who may take it away.
    colonnes: /^nominatif\.menage_reloge\.(nom|prenom|telephone|courriel|porte)$|^(revenu|naissance)$/,
    sorties: /\/relogement\/menages(\/:id(\/identite)?)?$|\/relogement\/immeubles\/:id$|\/relogement\/rime\.xlsx$/,
    a: ["relogement", "responsable-bailleur", "etat"],
  },
  {
    colonnes: /^public\.relogement_(entretien\.texte|comite\.motif|offre\.(adresse|ident_rpls|precision|raison_rang))$/,
    sorties: /\/relogement\/menages\/:id(\/|$)|\/relogement\/rime\.xlsx$/,
    a: ["relogement", "responsable-bailleur", "etat"],
  },
  {
    // Without its names: what was offered and decided, under the file's reference.
    colonnes: /^public\.relogement(_comite\.motif|_offre\.(precision|raison_rang)|\.reference)$/,
    sorties: /\/relogement\/menages(\/:id)?$/,
    a: ["agent-epci", "membre-coordination"],
  },
  {
    // Whoever convenes knows to whom they write, and what became of it.
    colonnes: /^public\.(instance_contact|reunion_envoi)\.(nom|courriel|motif)$/,
    sorties: /\/commission\/(instances\/:id|reunions\/:reunion)(\/(membres\/:membre|convoquer|envois))?$/,
    a: ["agent-epci"],
  },
  {
    // A blocked case is a household that nobody names: its coded facts, for those who read the cases of the whole territory.
    colonnes: /^public\.cas_bloque\.commune$/,
    sorties: /\/commission\/:fichier$/,
    a: ["etat", "agent-epci"],
  },
  {
    // The list of the demandes has no name before a purpose is said: a reference, what is looked for, and where.
    colonnes: /^nominatif\.(demandeur\.reference|menage\.typologie|souhait\.commune)$/,
    sorties: /\/demandes$/,
    a: ["etat"],
  },
  { colonnes: /^public\.lot_rejet\.(brut|anomalies)$/, sorties: /\/rejets\.(csv|xlsx|xls|ods)$/, a: ["agent-epci"] },
];

/** Whether a line above speaks of that output, which is written without the pattern of its parameter. */
const speaksOf = ({ sorties: par }: (typeof DONNES)[number], ou: string) => par.test(ou.replace(/\{.*\}/, ""));

/** A route that gives something to somebody is asked by all; another by one of them in turn, and by all of them within fifteen routes. */
const PARTS = selon({ ci: 15, preuve: 1 });
const asks = (who: Qui, route: string, rang: number) =>
  DONNES.some((one) => speaksOf(one, route)) || (rang + QUI.indexOf(who)) % PARTS === 0;

let database: TestDatabase;
let monde: Monde;
let canaris: readonly Canari[];
/** Those of the household whose file is crawled. */
let menage: readonly Canari[];
let sorties: number;
let trouves: readonly Trouve[];
let pannes: readonly string[];

beforeAll(async () => {
  database = await createDatabase();
  monde = await openMonde(database);
  const { pool } = database;
  await pool.query(
    `insert into lot_rejet (lot, epci, ligne, brut, anomalies, ecartee_motif, ecartee_le, ecartee_par)
     values ($1, $2, 900, 'x', '[]', 'vu', now(), 'x')`,
    [monde.identifiants.lot, EPCI],
  );
  canaris = await seedCanaris(openSql(pool), [EPCI, AILLEURS], { demandeurs: 2 });
  // On the very file whose page is asked.
  await pool.query(
    "update lot_anomalie set lot = $1, code = 'canari' where epci = $2 and (message like 'canari%' or exemple like 'canari%')",
    [monde.identifiants.lot, EPCI],
  );
  // As the messages of the reading quote a cell.
  await pool.query(
    "update lot_anomalie set message = '« ' || message || ' » n’est pas un code.' where message like 'canari%'",
  );
  await moveReunion(monde);
  menage = await seedMenage(monde);
  canaris = [...canaris, ...menage];
  ({ sorties, trouves, pannes } = await crawl(monde, QUI, asks));
}, 600_000);
afterAll(async () => {
  await monde?.close();
  await database?.drop();
});

/** Who is written to, and what was sent, in the very instance and for the very meeting whose pages are asked. */
async function moveReunion({ pool, identifiants: { urbain } }: Monde): Promise<void> {
  const moves = [
    ["update instance_contact set membre = $1 where epci = $2 and nom like 'canari%'", urbain.membre],
    ["update reunion_envoi set reunion = $1 where epci = $2 and nom like 'canari%'", urbain.reunion],
  ] as const;
  for (const [text, id] of moves) {
    const { rowCount } = await pool.query(text, [id, EPCI]);
    expect(rowCount, text).toBeGreaterThan(0);
  }
}

/** Found where nothing gives it. */
function leaks(found: readonly Trouve[]): readonly string[] {
  return found.flatMap(({ canari, qui, ou }) => {
    const put = canaris.find((one) => one.canari === canari);
    const colonne = put ? `${put.table}.${put.colonne}` : canari;
    const own = put === undefined ? canari in CHIFFRES : put.epci === EPCI;
    const given = DONNES.some((one) => one.colonnes.test(colonne) && speaksOf(one, ou) && one.a.includes(qui));
    return given && own ? [] : [`${colonne} ${put?.epci ?? ""}: ${ou}, ${qui}`];
  });
}

describe("a canary in every column of persons: 14 roles and nobody, every route that reads, its documents, refusals, metrics and log", () => {
  it("there are canaries of each class, in two territories, in more than 40 columns", () => {
    expect([...new Set(canaris.map(({ classe }) => classe))].sort()).toEqual(["C1", "C2", "C3", "C4", "C5"]);
    expect(new Set(canaris.map(({ table, colonne }) => `${table}.${colonne}`)).size).toBeGreaterThan(40);
    expect(canaris.some(({ epci }) => epci === AILLEURS)).toBe(true);
  });

  it("every route was asked, by one of them at least, and more than 300 outputs were read", () => {
    const routes = new Set(monde.app.routes.filter(({ method }) => method === "GET").map(({ path }) => path));
    expect(new Set(cheminsOf(monde).map(([route]) => route))).toEqual(routes);
    expect(sorties).toBeGreaterThan(300);
  });

  it("none broke down: a page that does shows nobody, and proves nothing", () => {
    expect(pannes).toEqual([]);
  });

  it("a résidence, a portrait, and the files of their figures are there to be read", async () => {
    const wanted = /\/observatoire\/((parc|carte|portraits\/.*|residences\/.*)\/figures\/|portraits\/:|residences\/:)/;
    const asked = cheminsOf(monde).filter(([route]) => wanted.test(route));
    const answers = asked.map(async ([, chemin]) => [chemin, (await monde.ask("agent-epci", chemin)).status] as const);
    expect((await Promise.all(answers)).filter(([, statut]) => statut !== 200)).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(8);
  });

  it("none is found but where the matrix gives it", () => {
    expect([...new Set(leaks(trouves))]).toEqual([]);
  });

  it("nothing of a household, of its health, of its papers nor of its decisions is given to anybody, save a faulty cell of a file, and the file of whom one rehouses", () => {
    const found = trouves.filter(({ canari }) => !menage.some((one) => one.canari === canari));
    const given = found.map(({ canari }) => canaris.find((one) => one.canari === canari));
    // A file's reference is what stands for its names; the commune and the dwelling that are wished for are codes among its facts.
    const faits = ["reference", "commune", "typologie"];
    const tables = given
      .filter((put) => put && put.classe !== "C1" && !faits.includes(put.colonne))
      .map((put) => put?.table);
    expect([...new Set(tables)].sort()).toEqual(["public.lot_anomalie", "public.lot_rejet"]);
  });

  it("the file of a household: all of it for the officer, its names for its bailleur, by the page and the workbook", () => {
    const read = (qui: Qui, ou: RegExp) =>
      new Set(trouves.filter((one) => one.qui === qui && ou.test(one.ou)).map(({ canari }) => canari));
    const page = read("relogement", /\/menages\/:id(\{[^/]*\})?(\/identite)?$|rime\.xlsx$/);
    const lost = menage.filter(({ canari }) => !page.has(canari)).map(({ table, colonne }) => `${table}.${colonne}`);
    expect(lost).toEqual([]);
    expect([...page]).toEqual(expect.arrayContaining(Object.keys(CHIFFRES)));
    for (const qui of ["relogement", "responsable-bailleur"] as const) {
      const classeur = read(qui, /rime\.xlsx$/);
      const noms = menage.filter(({ table }) => table.startsWith("nominatif"));
      expect(
        noms.filter(({ canari }) => !classeur.has(canari)),
        qui,
      ).toEqual([]);
    }
    // Names, income, birth, interviews and the dwelling offered: for nobody else, however many pages they read.
    const secret = menage
      .filter(({ table, colonne }) => /menage_reloge|entretien/.test(table) || /^(adresse|ident_rpls)$/.test(colonne))
      .map(({ canari }) => canari);
    for (const qui of QUI.filter((one) => !["relogement", "responsable-bailleur", "etat"].includes(one)))
      expect([qui, ...read(qui, /./)].filter((one) => one in CHIFFRES || secret.includes(one))).toEqual([]);
  });

  it("each line of the list of what is given is needed", () => {
    const useless = DONNES.filter(
      (line) =>
        !trouves.some(({ canari, ou }) => {
          const put = canaris.find((one) => one.canari === canari);
          return put && line.colonnes.test(`${put.table}.${put.colonne}`) && speaksOf(line, ou);
        }),
    );
    expect(useless).toEqual([]);
  });

  it("one that is put in the name of a commune on purpose is found in the page, its documents and the API", {
    timeout: 120_000,
  }, async () => {
    const [canari = ""] = canaris.filter(({ classe }) => classe === "C3").map((one) => one.canari);
    await database.pool.query("update commune set nom = $1 where code = '52448'", [canari]);
    await database.pool.query("update territoire_commune set nom = $1 where commune = '52448'", [canari]);
    // Answers are kept until something is published.
    await database.pool.query(
      "insert into publication_acte (epci, source, periode, acte, fait_par) select epci, source, periode, 'publication', 'essai' from lot where id = $1",
      [monde.identifiants.lot],
    );
    const planted = await crawl(monde, ["etat"], (_, route) => /\bbilans?\b/.test(route));
    const found = leaks(planted.trouves).filter((one) => one.startsWith("sensible.situation.contenu_chiffre"));
    for (const ou of ["/t/:epci/bilan/:partie", "bilan\\.(pdf", "/api/v1/territoires/:epci/bilans/:annee,"])
      expect(
        found.some((one) => one.includes(ou)),
        ou,
      ).toBe(true);
  });
});

describe("the reader of outputs", () => {
  const canari = "canari0123456789ab";
  const nom = `Ménage ${canari}`;
  const bilan = { ...BILAN_2017, nom };

  it("reads a PDF, a workbook, and what is under a code", async () => {
    const carte = renderCarteBilan(bilan, { communes: [], qpv: [] });
    const pdf = await renderBilanPdf({ bilan, carte, rapport: undefined });
    expect(findCanaris(pdf, "application/pdf")).toContain(canari);
    expect(
      findCanaris(await renderBilanXlsx(bilan), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ).toEqual([canari]);
    for (const before of ["", "a", "ab"]) {
      expect(findCanaris(Buffer.from(Buffer.from(`${before}${canari}`).toString("base64")), "")).toEqual(["codé"]);
    }
    expect(findCanaris(Buffer.from(Buffer.from(canari).toString("hex")), "")).toEqual(["codé"]);
    expect(findCanaris(Buffer.from("rien"), "")).toEqual([]);
  });
});
