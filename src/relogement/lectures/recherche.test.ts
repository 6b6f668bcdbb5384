import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogementSuivi } from "#attributions/lectures/logement/ports.ts";
import type { EtapeOperation, Operation } from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { demolitionOf } from "../../../test/fixtures/dossiers.ts";
import type { SouhaitRelogement } from "../regles/menage.ts";
import type { LogementARelouer, VacantRpls } from "./recherche.ts";
import { readCriteres, SANS_CRITERE } from "./recherche-criteres.ts";
import { type MatiereFiltre, sortLogements } from "./recherche-filtre.ts";
import { readOperation, readSuivi, readVacant } from "./recherche-sources.ts";

const JOUR = "2026-06-15";
const SANS_LIMITE = findCharte([], JOUR).limite;

const SUIVI: LogementSuivi = {
  id: 7,
  bailleur: { organisation: 2, nom: "Bailleur d’à côté", siren: "100000002" },
  cle: "LGT-7",
  etat: "libre",
  disponibleLe: "2026-07-01",
  adresse: "3 rue de l’Essai",
  commune: "52448",
  secteur: "Centre",
  situation: "hors-qpv",
  typologie: "T3",
  surface: 60,
  loyer: 390,
  charges: 70,
  premiereLocationLe: "2023-01-01",
  conventionneLe: null,
  rehabilite: "non",
  residentialise: "non",
  loyerBaisse: "non",
  pru1: "non",
  acces: "rez-de-chaussee-ou-ascenseur",
  contingent: "COLACT",
  operation: null,
  declareLe: "2026-06-01T09:00:00Z",
  revision: 1,
  synthetique: true,
};

const VACANT: VacantRpls = {
  cle: "0000001",
  millesime: "2026",
  bailleur: { organisation: 1, nom: "OPH d’essai", siren: "100000001" },
  adresse: "1 place du Marché",
  commune: "52448",
  secteur: null,
  situation: "qpv",
  pieces: 4,
  surface: 80,
  loyer: 320,
  loyerM2: 4.1,
  miseEnLocation: 2021,
  conventionneLe: null,
  contingent: "7",
  residence: "100000001-52448-orcades",
};

const LIVRAISON: EtapeOperation = {
  phase: "livraison",
  debutPrevu: null,
  finPrevue: "2026-12-01",
  debutReel: null,
  finReelle: null,
};

const OPERATION: Operation = {
  ...demolitionOf(4, "Le Clos", 12, null, 2022),
  genre: "construction",
  situation: "hors-qpv",
  aReloger: null,
  typologies: { T3: 8, "T6+": 4 },
  loyerM2: 5.8,
  etapes: [LIVRAISON],
};

function sorted(logements: readonly LogementARelouer[], more: Partial<MatiereFiltre> = {}) {
  return sortLogements(logements, {
    criteres: SANS_CRITERE,
    aplActuelle: 240,
    resteAvant: 160,
    actionLogement: "non",
    attribues: new Set(),
    aDemolir: new Set(),
    ...more,
  });
}

describe("what each source says of a dwelling", () => {
  it("a declaration: everything, and when", () => {
    expect(readSuivi(SUIVI, JOUR)).toMatchObject({
      cle: "suivi-7",
      origine: "declare",
      nombre: 1,
      rang: "neuf",
      contingent: "COLACT",
      mention: "libre le 1er juillet 2026, déclaré le 01/06/2026",
      logement: { droitActionLogement: "oui", apl: null },
    });
  });

  it("RPLS: vacant on the 1st of January, no charges, no access, the year alone of its first letting", () => {
    expect(readVacant(VACANT, JOUR)).toMatchObject({
      cle: "rpls-0000001",
      contingent: "AUCUN",
      acces: "inconnu",
      rang: "autre",
      mention: "vacant au 01/01/2026, à confirmer",
      logement: { typologie: "T4", charges: null, premiereLocationLe: "2021-01-01", rehabilite: "inconnu" },
    });
  });

  it("RPLS: without its own rent, the mean of its résidence, which is no rent", () => {
    expect(readVacant(VACANT, JOUR).loyerM2).toBeNull();
    expect(readVacant({ ...VACANT, loyer: null }, JOUR)).toMatchObject({ loyerM2: 4.1, logement: { loyer: null } });
  });

  it.each([
    ["3", "COLACT", "oui"],
    ["5", "AUTRES", "non"],
    [null, "inconnu", "inconnu"],
    ["x", "inconnu", "inconnu"],
  ])("RPLS, CONTRESLOG %s", (contingent, said, droitActionLogement) => {
    expect(readVacant({ ...VACANT, contingent }, JOUR)).toMatchObject({
      contingent: said,
      logement: { droitActionLogement },
    });
  });

  it("an operation: a line a type, new, its rent unknown", () => {
    expect(readOperation(OPERATION, JOUR)).toMatchObject([
      { cle: "operation-4-T3", nombre: 8, rang: "neuf", loyerM2: 5.8, logement: { loyer: null, adresse: "Le Clos" } },
      { cle: "operation-4-T6", nombre: 4, mention: "livraison prévue le 1er décembre 2026" },
    ]);
  });

  it.each([
    ["not built to let", { genre: "demolition" }],
    ["not taken up", { etat: "deposee" }],
    ["all let", { premiersBaux: { connus: 12, q1OuReloges: 3 } }],
    ["delivered more than a year ago", { etapes: [{ ...LIVRAISON, finReelle: "2025-06-14" }] }],
  ] as const)("an operation %s offers nothing", (_cas, more) => {
    expect(readOperation({ ...OPERATION, ...more } as Operation, JOUR)).toEqual([]);
  });

  it("an operation whose types nobody wrote is one line of unknown type; late, it says so", () => {
    const late = [{ ...LIVRAISON, finPrevue: "2026-01-01" }];
    expect(readOperation({ ...OPERATION, typologies: {}, etapes: late }, JOUR)).toMatchObject([
      {
        cle: "operation-4-X",
        nombre: 12,
        logement: { typologie: null },
        mention: "livraison prévue, en retard, le 1er janvier 2026",
      },
    ]);
  });
});

describe("sorting", () => {
  const [suivi, vacant] = [readSuivi(SUIVI, JOUR), readVacant(VACANT, JOUR)];
  const programme = readOperation(OPERATION, JOUR);
  const all = [vacant, suivi, ...programme];

  it("without a criterion, nothing is left out", () => {
    const { retenus, aVerifier, ecartes } = sorted(all);
    expect([retenus.length, aVerifier.length, ecartes.length]).toEqual([4, 0, 0]);
  });

  it("follows the order of the signed document, then what costs least", () => {
    expect(sorted(all).retenus.map(({ cle }) => cle)).toEqual([
      "suivi-7",
      "operation-4-T3",
      "operation-4-T6",
      "rpls-0000001",
    ]);
  });

  it("counts out by the first criterion that fails, dwellings and not lines", () => {
    const criteres = { ...SANS_CRITERE, typologies: ["T3"], zone: "hors-qpv" } as const;
    const { retenus, ecartes } = sorted(all, { criteres });
    expect(retenus.map(({ cle }) => cle)).toEqual(["suivi-7", "operation-4-T3"]);
    expect(ecartes).toEqual([{ motif: "typologie", nombre: 5 }]);
  });

  it("reste à charge: within, beyond, and no rent to tell", () => {
    const within = sorted(all, { criteres: { ...SANS_CRITERE, limite: 220 } });
    expect(within.retenus.map(({ cle }) => cle)).toEqual(["suivi-7"]);
    expect(within.aVerifier.map(({ cle, aVerifier }) => [cle, aVerifier])).toEqual([
      ["operation-4-T3", ["reste-a-charge"]],
      ["operation-4-T6", ["reste-a-charge"]],
      ["rpls-0000001", ["reste-a-charge"]],
    ]);
    const beyond = sorted(all, { criteres: { ...SANS_CRITERE, limite: 50 } });
    expect(beyond.ecartes).toEqual([{ motif: "reste-a-charge", nombre: 2 }]);
  });

  it("says the change against today's, unless the charges are unknown", () => {
    expect(sorted([suivi]).retenus[0]?.reste).toEqual({ minimum: 220, maximum: 460, horsCharges: false, ecart: 60 });
    expect(sorted([vacant]).retenus[0]?.reste).toEqual({ minimum: 80, maximum: 320, horsCharges: true, ecart: null });
  });

  it("Action Logement's rights first, for its beneficiaries alone", () => {
    const cheap = readSuivi({ ...SUIVI, id: 8, cle: "LGT-8", contingent: "AUCUN", loyer: 200 }, JOUR);
    const old = readSuivi({ ...SUIVI, id: 9, cle: "LGT-9", premiereLocationLe: "1980-01-01" }, JOUR);
    const keys = (actionLogement: MatiereFiltre["actionLogement"]) =>
      sorted([cheap, old], { actionLogement }).retenus.map(({ cle }) => cle);
    expect(keys("oui")).toEqual(["suivi-9", "suivi-8"]);
    expect(keys("non")).toEqual(["suivi-8", "suivi-9"]);
  });

  it("neither what a rehoused household took, nor what will be demolished", () => {
    const { ecartes } = sorted(all, { attribues: new Set(["LGT-7"]), aDemolir: new Set(["rpls-0000001"]) });
    expect(ecartes).toEqual([
      { motif: "a-demolir", nombre: 1 },
      { motif: "deja-attribue", nombre: 1 },
    ]);
  });

  it("every dwelling is in one of the three lists, whatever is asked", () => {
    const criteres = fc.record({
      typologies: fc.subarray([...TYPOLOGIES]),
      zone: fc.constantFrom(null, "qpv" as const, "hors-qpv" as const),
      communes: fc.subarray(["52448", "52449"]),
      acces: fc.constantFrom(null, "accessible-fauteuil" as const),
      bailleur: fc.constantFrom(null, 1, 2),
      origine: fc.constantFrom(null, "rpls" as const),
      limite: fc.option(fc.nat(500)),
    });
    fc.assert(
      fc.property(criteres, fc.option(fc.nat(400)), (chosen, aplActuelle) => {
        const { retenus, aVerifier, ecartes } = sorted(all, { criteres: chosen, aplActuelle });
        const kept = [...retenus, ...aVerifier].reduce((sum, { nombre }) => sum + nombre, 0);
        expect(kept + ecartes.reduce((sum, { nombre }) => sum + nombre, 0)).toBe(14);
        expect(aVerifier.every((one) => one.aVerifier.length > 0)).toBe(true);
      }),
    );
  });
});

describe("what is looked for when nobody chose", () => {
  const souhait: SouhaitRelogement = {
    typologies: [],
    zone: "inconnue",
    communes: [],
    acces: "inconnu",
    resteAChargeMax: null,
    accession: "inconnu",
  };

  it("the usage by size, to be confirmed, and no limit of the charte", () => {
    const { criteres, dits } = readCriteres({ personnes: 4, souhait }, 160, new Map(), JOUR, SANS_LIMITE);
    expect(criteres).toEqual({ ...SANS_CRITERE, typologies: ["T3", "T4"] });
    expect(dits).toEqual([
      "typologie selon l’usage pour 4\u00A0personnes : T3 et T4 (à confirmer)",
      "aucune limite de reste à charge : ni le ménage ni la charte n’en donnent",
    ]);
  });

  it("what the charte of the territory admits over what is paid today", () => {
    const own = [
      { code: "hausse-euros", depuis: "2026-01-01", valeur: 60, source: "Charte de 2026" },
      { code: "hausse-part", depuis: "2026-01-01", valeur: 0.1, source: "Charte de 2026" },
    ] as const;
    const { limite } = findCharte(own, JOUR);
    const read = (avant: number | null) => readCriteres({ personnes: 4, souhait }, avant, new Map(), JOUR, limite);
    expect(read(160).criteres.limite).toBe(176);
    expect(read(160).dits).toContain("reste à charge admis par la charte : 176\u00A0€");
    expect(read(null).criteres.limite).toBeNull();
  });

  it("what the household wishes, first", () => {
    const wished = { ...souhait, typologies: ["T2"], zone: "hors-qpv", communes: ["52448"] } as const;
    const { criteres, dits } = readCriteres(
      { personnes: 4, souhait: { ...wished, acces: "accessible-fauteuil", resteAChargeMax: 220 } },
      160,
      new Map([["52448", "Saint-Dizier"]]),
      JOUR,
      SANS_LIMITE,
    );
    expect(criteres).toMatchObject({
      typologies: ["T2"],
      zone: "hors-qpv",
      communes: ["52448"],
      acces: "accessible-fauteuil",
      limite: 220,
    });
    expect(dits.join(" ; ")).toContain("communes souhaitées : Saint-Dizier");
  });
});
