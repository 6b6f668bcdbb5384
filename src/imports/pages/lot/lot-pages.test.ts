import { describe, expect, it, test } from "vitest";
import type { StatutLot } from "#donnees/lectures/lot/ports.ts";
import { MATRICE } from "#socle/regles/habilitation/matrice-table.ts";
import { BILAN_2017, mesuresOf } from "../../../../test/fixtures/bilan-2017.ts";
import { CADRE, expectSoundPage, LOT, textOf } from "../../../../test/fixtures/pages.ts";
import { splitMessage } from "./anomalie-table.tsx";
import { renderColonnesPage } from "./colonnes-page.tsx";
import { renderDeposerPage } from "./deposer-page.tsx";
import { renderDepotPage } from "./depot-page.tsx";
import { describeForme, formatTaille } from "./libelles.ts";
import { type LotPageProps, renderLotPage } from "./lot-page.tsx";
import { renderLotsPage } from "./lots-page.tsx";

const anomalies = [
  {
    code: "date-invalide",
    gravite: "LIG",
    lignes: 5,
    premiereLigne: 212,
    colonne: "DATE_SIGNATURE_BAIL",
    exemple: "31/02/2018",
    message: "Cette date n’existe pas. Corrigez la cellule.",
  },
  {
    code: "vide",
    gravite: "AVE",
    lignes: 7,
    premiereLigne: 0,
    colonne: null,
    exemple: "",
    message: "Ressources absentes.",
  },
] as const;

function render(changes: Partial<LotPageProps> = {}): string {
  const effet = { avant: null, apres: BILAN_2017 };
  return renderLotPage({
    cadre: CADRE,
    lot: LOT,
    anomalies,
    groupes: [],
    format: "csv",
    bauxComptes: null,
    effet,
    avancement: null,
    relu: null,
    publie: false,
    annonce: null,
    erreur: null,
    ...changes,
  });
}

describe("page of a lot", () => {
  test.each([
    ["every line a lease that counts", 779, "ses 779 lignes comptent dans les bilans"],
    ["of another kind than leases", null, "ses 779 lignes comptent dans les bilans"],
    [
      "two lines that are no lease of the period",
      777,
      "de ses 779 lignes, 777 baux comptent dans les bilans ; les autres",
    ],
    ["one lease alone", 1, "de ses 779 lignes, 1 bail compte dans les bilans"],
  ])("says what of it is counted: %s", (_, bauxComptes, expected) => {
    const html = render({ lot: { ...LOT, statut: "publie", acceptees: 779 }, bauxComptes });
    expect(textOf(html)).toContain(expected);
  });

  test.each<[StatutLot, string]>([
    ["lecture", "Lecture en cours"],
    ["pret", "Publier cet import"],
    ["publie", "Annuler cet import"],
    ["remplace", "a pris sa place"],
    ["abandonne", "Import abandonné"],
    ["refuse", "Ce fichier n’a pas pu être lu"],
    ["interrompu", "Rien n’a été gardé"],
  ])("%s", (statut, expected) => {
    const html = render({ lot: { ...LOT, statut } });
    expectSoundPage(html);
    expect(textOf(html)).toContain(expected);
  });

  it("shows counts that add up, coverage and problems with what to do", () => {
    const text = textOf(render());
    expect(text).toContain("779 lignes lues");
    expect(text).toContain("772 lignes prêtes");
    expect(text).toContain("Windows-1252, séparateur « ; ». 1 colonne utilisée sur 2.");
    expect(text).toContain("Ce fichier ne dit pas : loyer, DALO.");
    expect(text).toContain("Cette date n’existe pas lignes rejetées 5 ligne 212, colonne DATE_SIGNATURE_BAIL");
    expect(text).toContain("Corrigez la cellule.");
  });

  it("shows what changes, before and after", () => {
    const avant = { ...BILAN_2017, ...mesuresOf({ q1: [144, 60, 4], q24: [247, 294, 17], sans: 7 }) };
    const text = textOf(render({ effet: { avant, apres: BILAN_2017 } }));
    expect(text).toContain("relogés 60 sur 354, 16,9 % (non atteint) 66 sur 360, 18,3 % (non atteint)");
    expect(text).toContain("Attributions non localisées 21 inchangé");
  });

  it("asks for a confirmation when the lot wants one", () => {
    const html = render({
      lot: { ...LOT, aConfirmer: { code: "plus-petit", message: "Bien plus petit que le précédent." } },
    });
    expect(html).toMatch(/<input type="checkbox" name="confirme" value="oui" required/);
    expect(textOf(html)).toContain("Bien plus petit que le précédent.");
  });

  it("reloads itself only where no script runs", () => {
    expect(render({ lot: { ...LOT, statut: "lecture" } })).toContain(
      '<noscript><meta http-equiv="refresh" content="2"/></noscript>',
    );
  });
});

const COLONNES_ET_ANNEE = renderColonnesPage({
  cadre: CADRE,
  depot: "d",
  rang: 0,
  fichier: "parc-social.csv",
  message: "Colonne absente.",
  annee: 2026,
  demanderPeriode: true,
  source: "rpls",
  manquantes: ["DEPCOM"],
  colonnes: [
    { entete: "IDENT_REP", exemples: [] },
    { entete: "DEPCOM_X", exemples: ["51649"] },
  ],
});

test("a field to find is a card on a phone: its list of columns never scrolls sideways", () => {
  expect(COLONNES_ET_ANNEE).toMatch(/class="defile fiches[^"]*"[^>]*aria-label="Champs à trouver"/);
  expect(COLONNES_ET_ANNEE).toContain('data-titre="Colonne du fichier"');
});

const ROLES = Object.keys(MATRICE) as (keyof typeof MATRICE)[]; // its own keys

test("the page of deposits names those who may take rejected lines away, and no other", () => {
  const qui = ROLES.filter((role) => {
    const droits: Readonly<Partial<Record<string, string>>> = MATRICE[role].droits;
    return /^\w*x/.test(droits.lot ?? "");
  });
  expect(qui).toEqual(["responsable-bailleur", "agent-epci"]);
  const text = textOf(
    renderDeposerPage({ cadre: CADRE, manques: [], erreur: null, annee: 2026, correspondances: true }),
  );
  expect(text).toContain("les agents de l’EPCI et, pour ses propres dépôts, le responsable d’un bailleur");
  expect(text).not.toContain("jamais écrit");
});

test("the likely column is chosen beforehand, and the year asked in the same form", () => {
  expect(COLONNES_ET_ANNEE).toContain('<option value="DEPCOM_X" selected');
  expect(COLONNES_ET_ANNEE).toMatch(/<input id="periode" name="periode"[^>]*required/);
  expect(textOf(COLONNES_ET_ANNEE)).toContain("Par exemple 2026, ou 2026-T3.");
});

test.each([
  [
    "lots",
    renderLotsPage({
      cadre: CADRE,
      lots: [LOT, { ...LOT, statut: "refuse", periode: null }],
      actes: [],
      aLocaliser: 21,
      dehors: 2,
    }),
    "Localiser (21)",
  ],
  [
    "no lot",
    renderLotsPage({ cadre: CADRE, lots: [], actes: [], aLocaliser: 0, dehors: 0 }),
    "Aucun fichier pour l’instant",
  ],
  [
    "deposit",
    renderDeposerPage({ cadre: CADRE, manques: [], erreur: null, annee: 2026, correspondances: true }),
    "Rien n’entre dans un bilan",
  ],
  [
    "deposit refused",
    renderDeposerPage({ cadre: CADRE, manques: ["qpv"], erreur: "Trop grand.", annee: 2026, correspondances: true }),
    "Trop grand.",
  ],
  [
    "outcomes of a deposit",
    renderDepotPage({
      cadre: CADRE,
      depot: "d",
      fichiers: [
        { nom: "a.csv", taille: 12, etat: "attente" },
        {
          nom: "b.csv",
          taille: 12,
          etat: "lot",
          lot: 3,
          statut: "pret",
          message: "",
          reconnu: { source: "rpls", periode: "2017", lignesLues: 12_041, rejetees: 41 },
        },
        {
          nom: "f.csv",
          taille: 12,
          etat: "lot",
          lot: 5,
          statut: "refuse",
          message: "Aucune ligne utilisable.",
          reconnu: null,
        },
        { nom: "c.csv", taille: 12, etat: "deja-importe", lot: 4, message: "Déjà là." },
        { nom: "d.csv", taille: 12, etat: "colonnes", message: "Colonne absente." },
        { nom: "e.csv", taille: 12, etat: "refus", message: "Fichier vide." },
        { nom: "g.csv", taille: 12, etat: "periode", message: "Année absente." },
        { nom: "h.zip", taille: 12, etat: "archive", message: "Ouverte." },
      ],
      enCours: false,
      manques: ["seuils"],
      prets: 1,
      annonce: null,
      erreur: null,
      annee: 2026,
    }),
    "b.csv 12 octets À publier RPLS (parc social), 2017 : 12 041 lignes lues, dont 41 rejetées. Vérifier le lot 3 f.csv 12 octets Refusé Aucune ligne utilisable. Voir le lot 5",
  ],
  [
    "columns",
    renderColonnesPage({
      cadre: CADRE,
      depot: "d",
      rang: 0,
      fichier: "a.csv",
      message: "Colonne absente.",
      annee: 2026,
      demanderPeriode: false,
      source: null,
      manquantes: ["bailSigneLe"],
      colonnes: [{ entete: "SIGNATURE", exemples: ["03/04/2017"] }],
    }),
    "SIGNATURE (03/04/2017)",
  ],
  ["columns and year at once", COLONNES_ET_ANNEE, "DEPCOM : code INSEE de la commune"],
  [
    "a lot just published",
    render({ lot: { ...LOT, statut: "publie" }, publie: true, annonce: "L’import est publié." }),
    "Voir le bilan Relire le rapport",
  ],
  [
    "a refusal that the same file has outlived",
    render({ lot: { ...LOT, statut: "refuse" }, relu: { id: 12 } }),
    "Ce même fichier a été lu ensuite : voir le lot 12",
  ],
])("page: %s", (_, html, expected) => {
  expectSoundPage(html);
  expect(textOf(html)).toContain(expected);
});

test.each([
  ["Cette date n’existe pas. Corrigez la cellule.", "Cette date n’existe pas", "Corrigez la cellule."],
  ["Commune hors du territoire : gardée à part.", "Commune hors du territoire : gardée à part", null],
  [
    "Le code « Z » n’est pas dans la liste (attendu : C, I. E). Corrigez cette cellule.",
    "Le code « Z » n’est pas dans la liste (attendu : C, I. E)",
    "Corrigez cette cellule.",
  ],
  ["« M. Un. Deux » est un nom. Écrivez un code : 52448.", "« M. Un. Deux » est un nom", "Écrivez un code : 52448."],
  ["Une parenthèse ( jamais fermée. Puis la suite.", "Une parenthèse ( jamais fermée. Puis la suite", null],
  ["Ressources absentes.", "Ressources absentes", null],
])("splits « %s »", (message, probleme, conseil) => {
  expect(splitMessage(message)).toEqual({ probleme, conseil });
});

test.each([
  [{ encodage: null, separateur: null }, null],
  [{ encodage: "utf-8", separateur: "\t" }, "UTF-8, séparateur tabulation"],
  [{ encodage: "windows-1252", separateur: ";" }, "Windows-1252, séparateur «\u00A0;\u00A0»"],
])("form of a file %o", (forme, expected) => {
  expect(describeForme(forme)).toBe(expected);
});

test.each([
  [1, "1\u00A0octet"],
  [12_345, "12\u00A0ko"],
  [3_400_000, "3,4\u00A0Mo"],
])("size %i", (octets, expected) => {
  expect(formatTaille(octets)).toBe(expected);
});
