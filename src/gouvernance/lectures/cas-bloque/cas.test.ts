import { describe, expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { acteurOf } from "../../../../test/fixtures/habilitations.ts";
import { type CasAOuvrir, ouvertureOf, ouvrirCas } from "../../actes/cas-bloque/ouvrir-cas.ts";
import { type DelaiBail, delaiBail } from "../../regles/cas-bloque/delai.ts";
import { formatDelai, sayCas, sayDelai } from "./cas-phrases.ts";
import type { NouveauCas } from "./ports.ts";
import { cleanComplement } from "./prose.ts";

const codeOf = (texte: string, relu = false) => {
  try {
    return cleanComplement(texte, "Complément", relu);
  } catch (error) {
    return error instanceof Refus ? error.code : String(error);
  }
};

describe("the one sentence of a case", () => {
  test.each([
    ["Trois propositions refusées faute de rez-de-chaussée.", "Trois propositions refusées faute de rez-de-chaussée."],
    ["   ", null],
    ["x".repeat(281), "texte-longueur"],
    ["Numéro 1 85 05 78 006 084 91", "texte-nir"],
    ["Suivi pour une dépression depuis deux ans", "texte-sante"],
    ["Voir avec Mme Martin", "texte-nom"],
    ["À la résidence Vert-Bois depuis dix ans", "cas-a-relire"],
    ["Famille d’origine étrangère", "cas-a-relire"],
    ["Appeler le 06 39 98 12 47", "cas-a-relire"],
  ])("« %s »", (texte, expected) => {
    expect(codeOf(texte)).toBe(expected);
  });

  it("keeps what was read again, and never a name, a number or somebody's health", () => {
    expect(codeOf("Cherche à Éclaron, près de son travail", true)).toBe("Cherche à Éclaron, près de son travail");
    expect(codeOf("Voir avec Mme Martin", true)).toBe("texte-nom");
    expect(codeOf("Suivi pour une dépression depuis deux ans", true)).toBe("texte-sante");
    expect(codeOf("Numéro 1 85 05 78 006 084 91", true)).toBe("texte-nir");
  });
});

const EPCI = "200068666";
const FAITS = {
  personnes: 3,
  typologie: "T3",
  commune: null,
  demandeMois: null,
  quartile: null,
  besoin: null,
} as const;
const DEMANDE: CasAOuvrir = {
  epci: EPCI,
  nature: "mutation",
  voie: "urgent",
  motif: "suroccupation",
  complement: "",
  relu: false,
  bailleur: 40,
  operation: null,
  aujourdhui: "2018-03-10",
  ...FAITS,
};

/** Owners of a case depend on who opens it; the row policies compare them. */
describe("whose a case is", () => {
  type Demande = { readonly operation?: number; readonly bailleur?: number };
  async function openBy(role: Parameters<typeof acteurOf>[1], demande: Demande) {
    const added: NouveauCas[] = [];
    const base = baseOf({
      acteur: acteurOf(1, role, { organisation: 7, epci: EPCI }),
      casBloques: {
        add: async (_, cas) => {
          added.push(cas);
          return "CB-2018-001";
        },
        findReference: async () => null,
        organisations: async () => [{ id: 40, nom: "Un bailleur", type: "bailleur" }],
      },
      rime: { demolitions: async () => [{ operation: 5, nom: "Tour", organisation: 41 }] },
      journal: { ecrire: async () => undefined },
    });
    const ouvert = await ouvrirCas(base, { ...DEMANDE, ...demande });
    expect(ouvert).toEqual({ reference: "CB-2018-001", id: null });
    const { organisation, reservataire, guichet, operation, auteur } = added[0] ?? {};
    return { organisation, reservataire, guichet, operation, auteur };
  }
  const NULS = { organisation: 40, reservataire: null, guichet: null, operation: null, auteur: 7 };

  test.each([
    ["agent-epci", NULS],
    ["commune", NULS],
    ["etat", NULS],
    ["guichet", { ...NULS, guichet: 7 }],
    ["reservataire", { ...NULS, reservataire: 7 }],
    // A bailleur opens its own cases, whatever is posted.
    ["agent-bailleur", { ...NULS, organisation: 7 }],
  ] as const)("%s", async (role, expected) => {
    expect(await openBy(role, {})).toEqual(expected);
  });

  it("a rehousing officer's is of a building entrusted to them, and of its bailleur", async () => {
    expect(await openBy("relogement", { operation: 5 })).toEqual({ ...NULS, organisation: 41, operation: 5 });
    await expect(openBy("relogement", { operation: 6 })).rejects.toMatchObject({ code: "cas-operation" });
  });

  it("refuses an organisation that is no bailleur, and those who may open none", async () => {
    await expect(openBy("etat", { bailleur: 39 })).rejects.toMatchObject({ code: "cas-bailleur" });
    const dpo = { acteur: acteurOf(1, "dpo", { organisation: 7, epci: EPCI }) };
    expect(() => ouvertureOf(dpo, EPCI)).toThrow(expect.objectContaining({ code: "droit-absent" }));
  });
});

describe("what the figures say", () => {
  const plain = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, " ");
  const delai: DelaiBail = { cas: 3, sansJour: 0, bornes: [42.5, 42.5], petit: true };

  it("is the median with the cases behind it, and that they are few", () => {
    expect(plain(sayDelai(delai))).toBe(
      "Délai médian de l’ouverture au bail : 42,5 jours, sur 3 cas terminés par un bail. " +
        "Moins de 11 cas : un seul de plus peut changer ce chiffre, il ne dit pas une tendance.",
    );
    expect(plain(sayDelai({ ...delai, petit: false, sansJour: 1, bornes: [10, 40] }))).toBe(
      "Délai médian de l’ouverture au bail : entre 10 et 40 jours, sur 3 cas terminés par un bail. " +
        "1 bail sans jour connu : signé entre l’ouverture et la clôture du cas, d’où les bornes.",
    );
    expect(formatDelai({ bornes: [1, 1] })).toBe("1 jour");
    expect(sayDelai(delaiBail([]))).toContain("aucun cas");
  });

  it("counts the open ones by step", () => {
    const etats = [
      { etat: "signale", nombre: 1 },
      { etat: "inscrit", nombre: 2 },
      { etat: "decide", nombre: 0 },
      { etat: "clos", nombre: 1 },
    ] as const;
    const ligne = (closLe: string | null, jours: number, enRetard: boolean) => ({ cas: { closLe }, jours, enRetard });
    const lignes = [
      ligne(null, 30, true),
      ligne(null, 12, false),
      ligne(null, 3, false),
      ligne("2018-01-01", 90, false),
    ];
    const phrases = sayCas({ lignes: lignes as never, etats, delai: null }).map(plain);
    expect(phrases.slice(0, 3)).toEqual([
      "3 cas ouverts (1 sans réunion, 2 à un ordre du jour, 0 décidé) et 1 clos.",
      "Le plus ancien est ouvert depuis 30 jours.",
      "1 échéance est dépassée.",
    ]);
    const deux = lignes.map((one) => ({ ...one, enRetard: one.jours > 3 && one.cas.closLe === null }));
    expect(sayCas({ lignes: deux as never, etats, delai: null }).map(plain)[2]).toBe("2 échéances sont dépassées.");
  });
});
