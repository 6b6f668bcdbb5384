import { describe, expect, it, test } from "vitest";
import { ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import {
  type Accordant,
  checkAccord,
  checkMotif,
  checkRevocation,
  type HabilitationDemandee,
  type HabilitationTenue,
  opensSensible,
  renewableFrom,
  rolesAccordables,
} from "./accorder.ts";

const EPCI = "200068666";
const AUJOURDHUI = "2026-03-10";
const MOTIF = "Nouvelle chargée d’attribution";

const GESTIONNAIRE: HabilitationTenue = {
  id: 1,
  compte: 10,
  role: "gestionnaire-epci",
  epci: EPCI,
  organisation: 5,
  communes: [],
  sensible: false,
  debut: "2026-01-01",
  fin: "2026-12-31",
  revoqueeLe: null,
};
const ADMINISTRATEUR: HabilitationTenue = { ...GESTIONNAIRE, id: 2, compte: 20, role: "administrateur", epci: null };

const DEMANDE: HabilitationDemandee = {
  compte: 30,
  role: "agent-bailleur",
  epci: EPCI,
  organisation: 7,
  typeOrganisation: "bailleur",
  communes: [],
  sensible: false,
  debut: AUJOURDHUI,
  fin: "2026-12-31",
  motif: MOTIF,
};

const CIRCONSTANCES = { aujourdhui: AUJOURDHUI, communes: ["52448", "52129"], existantes: [GESTIONNAIRE] };

function tenu(...tenues: readonly HabilitationTenue[]): Accordant {
  return { compte: tenues[0]?.compte ?? 99, tenues };
}

function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    expect(error.message).toMatch(/\.$/);
    expect(error.message).not.toMatch(/ [:;!?»]|« /);
    return error.code;
  }
}

describe("granting", () => {
  const G = tenu(GESTIONNAIRE);
  const A = tenu(ADMINISTRATEUR);
  const narrow = tenu({ ...GESTIONNAIRE, communes: ["52448"] });
  const twin: HabilitationTenue = { ...DEMANDE, id: 3, revoqueeLe: null };
  const admin = { role: "administrateur", epci: null, typeOrganisation: "plateforme" } as const;
  const mairie = { role: "commune", typeOrganisation: "commune" } as const;

  test.each<[string, Accordant, Partial<HabilitationDemandee>, string | null]>([
    // Granter.
    ["a manager, an agent", G, {}, null],
    ["a manager, another manager", G, { role: "gestionnaire-epci", typeOrganisation: "epci" }, null],
    ["a manager, themselves", G, { compte: 10 }, "habilitation-a-soi"],
    [
      "a manager, themselves, in another role",
      G,
      { compte: 10, role: "dpo", typeOrganisation: "epci" },
      "habilitation-a-soi",
    ],
    ["an administrateur, themselves", A, { ...admin, compte: 20 }, "habilitation-a-soi"],
    ["a manager, an administrateur", G, { ...admin }, "role-non-accordable"],
    ["a manager, elsewhere", G, { epci: "200039915" }, "habilitation-hors-droit"],
    ["an officer", tenu({ ...GESTIONNAIRE, role: "agent-epci" }), {}, "habilitation-hors-droit"],
    ["the dpo", tenu({ ...GESTIONNAIRE, role: "dpo" }), {}, "habilitation-hors-droit"],
    ["nobody", tenu(), {}, "habilitation-hors-droit"],
    ["a manager who is no longer", tenu({ ...GESTIONNAIRE, fin: "2026-03-09" }), {}, "habilitation-hors-droit"],
    ["a manager on their last day", tenu({ ...GESTIONNAIRE, fin: AUJOURDHUI }), { fin: AUJOURDHUI }, null],
    ["a manager not yet", tenu({ ...GESTIONNAIRE, debut: "2026-03-11" }), {}, "habilitation-hors-droit"],
    ["a manager revoked", tenu({ ...GESTIONNAIRE, revoqueeLe: "2026-03-01T08:00:00Z" }), {}, "habilitation-hors-droit"],
    ["an administrateur, another", A, { ...admin }, null],
    ["an administrateur, a manager", A, { role: "gestionnaire-epci", typeOrganisation: "epci" }, null],
    ["an administrateur, an agent", A, {}, "role-non-accordable"],
    ["an administrateur, a dpo", A, { role: "dpo", typeOrganisation: "epci" }, "role-non-accordable"],
    // Organisation.
    ["a bailleur's agent in a commune", G, { typeOrganisation: "commune" }, "organisation-incompatible"],
    ["a manager in a bailleur", G, { role: "gestionnaire-epci" }, "organisation-incompatible"],
    ["an administrateur in an EPCI", A, { ...admin, typeOrganisation: "epci" }, "organisation-incompatible"],
    // Territory and communes.
    ["a commune of the territory", G, { ...mairie, communes: ["52129"] }, null],
    ["a commune of elsewhere", G, { ...mairie, communes: ["52129", "75056"] }, "commune-hors-territoire"],
    ["an administrateur of a commune", A, { ...admin, communes: ["75056"] }, "communes-sans-effet"],
    [
      "an officer of a commune",
      G,
      { role: "agent-epci", typeOrganisation: "epci", communes: ["52129"] },
      "communes-sans-effet",
    ],
    ["a bailleur's agent of a commune", G, { communes: ["52129"] }, "communes-sans-effet"],
    ["within a narrowed manager's communes", narrow, { ...mairie, communes: ["52448"] }, null],
    ["wider than a narrowed manager", narrow, { ...mairie, communes: ["52448", "52129"] }, "perimetre-trop-large"],
    ["everywhere, by a narrowed manager", narrow, {}, "perimetre-trop-large"],
    // Sensitive data.
    ["sensitive, for an agent", G, { sensible: true }, null],
    [
      "sensitive, for a manager",
      G,
      { role: "gestionnaire-epci", typeOrganisation: "epci", sensible: true },
      "sensible-impossible",
    ],
    ["sensitive, for the dpo", G, { role: "dpo", typeOrganisation: "epci", sensible: true }, "sensible-impossible"],
    // Days.
    ["yesterday", G, { debut: "2026-03-09" }, "debut-passe"],
    ["upside down", G, { debut: "2026-04-02", fin: "2026-04-01" }, "fin-avant-debut"],
    ["one day", G, { fin: AUJOURDHUI }, null],
    ["no such day", G, { fin: "2026-02-30" }, "dates-invalides"],
    ["no day", G, { debut: "" }, "dates-invalides"],
    ["to the manager's own end", G, { fin: "2026-12-31" }, null],
    ["past the manager's own end", G, { fin: "2027-01-01" }, "fin-apres-la-votre"],
    ["twelve months", A, { ...admin, fin: "2027-03-10" }, null],
    ["twelve months and a day", A, { ...admin, fin: "2027-03-11" }, "duree-trop-longue"],
    // Reason.
    ["no reason", G, { motif: "   " }, "motif-absent"],
    ["too short a reason", G, { motif: "besoin   " }, "motif-absent"],
    ["a novel", G, { motif: "x".repeat(501) }, "motif-absent"],
  ])("%s", (_, accordant, changes, expected) => {
    expect(codeOf(() => checkAccord(accordant, { ...DEMANDE, ...changes }, CIRCONSTANCES))).toBe(expected);
  });

  test.each<[string, Partial<HabilitationTenue>, string | null]>([
    ["the same", {}, "habilitation-identique"],
    ["ending the day it begins", { debut: "2026-01-01", fin: AUJOURDHUI }, "habilitation-identique"],
    ["ended the day before", { debut: "2026-01-01", fin: "2026-03-09" }, null],
    ["revoked", { revoqueeLe: "2026-03-01T08:00:00Z" }, null],
    ["another person's", { compte: 31 }, null],
    ["another organisation", { organisation: 8 }, null],
    ["narrower", { communes: ["52448"] }, null],
    ["another role", { role: "responsable-bailleur" }, null],
    ["with sensitive data", { sensible: true }, null],
  ])("twice: %s", (_, changes, expected) => {
    const existantes = [GESTIONNAIRE, { ...twin, ...changes }];
    expect(codeOf(() => checkAccord(tenu(GESTIONNAIRE), DEMANDE, { ...CIRCONSTANCES, existantes }))).toBe(expected);
  });

  it("does not care for the order of communes", () => {
    const existantes = [{ ...twin, role: "commune" as const, communes: ["52448", "52129"] }];
    const demande = { ...DEMANDE, ...mairie, communes: ["52129", "52448"] };
    const run = () => checkAccord(tenu(GESTIONNAIRE), demande, { ...CIRCONSTANCES, existantes });
    expect(codeOf(run)).toBe("habilitation-identique");
  });

  it("takes two titles as two, not as one that would be the best of both", () => {
    const wideShort = { ...GESTIONNAIRE, fin: "2026-06-30" };
    const narrowLong = { ...GESTIONNAIRE, id: 4, communes: ["52448"], fin: "2026-12-31" };
    const accordant = tenu(wideShort, narrowLong);
    const grant = (changes: Partial<HabilitationDemandee>) =>
      codeOf(() => checkAccord(accordant, { ...DEMANDE, ...changes }, CIRCONSTANCES));
    expect(grant({ fin: "2026-06-30" })).toBeNull();
    expect(grant({ ...mairie, communes: ["52448"] })).toBeNull();
    expect(grant({})).toBe("fin-apres-la-votre");
  });
});

describe("revoking", () => {
  const agent: HabilitationTenue = { ...DEMANDE, id: 3, revoqueeLe: null };
  const second: HabilitationTenue = { ...GESTIONNAIRE, id: 4, compte: 11 };
  const G = tenu(GESTIONNAIRE);
  const A = tenu(ADMINISTRATEUR);

  test.each<[string, Accordant, HabilitationTenue, readonly HabilitationTenue[], string | null]>([
    ["an agent", G, agent, [], null],
    ["an agent to come", G, { ...agent, debut: "2026-04-01" }, [], null],
    ["an agent whose right has ended", G, { ...agent, fin: "2026-03-09" }, [], "habilitation-expiree"],
    ["twice", G, { ...agent, revoqueeLe: "2026-03-01T08:00:00Z" }, [], "habilitation-deja-revoquee"],
    ["of elsewhere", G, { ...agent, epci: "200039915" }, [], "habilitation-hors-droit"],
    ["an administrateur, by a manager", G, ADMINISTRATEUR, [], "role-non-accordable"],
    ["an agent, by an administrateur", A, agent, [], "role-non-accordable"],
    ["wider than one's own", tenu({ ...GESTIONNAIRE, communes: ["52448"] }), agent, [], "perimetre-trop-large"],
    ["the last manager", G, GESTIONNAIRE, [], "dernier-gestionnaire"],
    ["the last manager, by the platform", A, GESTIONNAIRE, [], "dernier-gestionnaire"],
    ["oneself, when another stays", G, GESTIONNAIRE, [second], null],
    ["a manager, when another stays", tenu(second), GESTIONNAIRE, [second], null],
    [
      "a manager, when another is to come",
      G,
      GESTIONNAIRE,
      [{ ...second, debut: "2026-03-11" }],
      "dernier-gestionnaire",
    ],
    [
      "a manager, when another is narrower",
      G,
      GESTIONNAIRE,
      [{ ...second, communes: ["52448"] }],
      "dernier-gestionnaire",
    ],
    [
      "a manager, when another is elsewhere",
      G,
      GESTIONNAIRE,
      [{ ...second, epci: "200039915" }],
      "dernier-gestionnaire",
    ],
    ["a manager to come", G, { ...second, debut: "2026-03-11" }, [], null],
    ["the last administrateur", A, ADMINISTRATEUR, [], "dernier-gestionnaire"],
    ["an administrateur among two", A, ADMINISTRATEUR, [{ ...ADMINISTRATEUR, id: 9, compte: 21 }], null],
  ])("%s", (_, accordant, cible, others, expected) => {
    const existantes = [cible, ...others];
    expect(codeOf(() => checkRevocation(accordant, cible, MOTIF, { aujourdhui: AUJOURDHUI, existantes }))).toBe(
      expected,
    );
  });

  it("asks why", () => {
    const run = () => checkRevocation(G, agent, "", { aujourdhui: AUJOURDHUI, existantes: [] });
    expect(codeOf(run)).toBe("motif-absent");
  });
});

describe("a reason, which stays in the journal", () => {
  test.each([
    ["a word on the health of a person", "remplace une collègue malade", "motif-a-relire"],
    ["a number that identifies one", "agent 1 85 05 78 006 084 91, au guichet", "texte-nir"],
  ])("refuses %s", (_, motif, code) => {
    expect(() => checkMotif(motif)).toThrow(expect.objectContaining({ code }));
  });
});

describe("renewing", () => {
  const former: HabilitationTenue = { ...DEMANDE, id: 3, revoqueeLe: null };
  test.each([
    ["2026-12-31", "2027-01-01"],
    ["2026-03-10", "2026-03-11"],
    ["2026-03-09", AUJOURDHUI],
    ["2025-01-31", AUJOURDHUI],
  ])("what ends on %s begins again on %s", (fin, expected) => {
    expect(renewableFrom({ ...former, fin }, AUJOURDHUI)).toBe(expected);
  });

  it("refuses what was revoked", () => {
    const run = () => renewableFrom({ ...former, revoqueeLe: "2026-03-01T08:00:00Z" }, AUJOURDHUI);
    expect(codeOf(run)).toBe("habilitation-revoquee");
  });
});

test.each<[Accordant, string | null, readonly RoleHabilite[]]>([
  [tenu(GESTIONNAIRE), EPCI, ROLES_HABILITES.filter((role) => role !== "administrateur")],
  [tenu(GESTIONNAIRE), "200039915", []],
  [tenu(ADMINISTRATEUR), EPCI, ["gestionnaire-epci", "administrateur"]],
  [tenu(), EPCI, []],
])("roles that may be given", (accordant, epci, expected) => {
  expect(rolesAccordables(accordant, epci, AUJOURDHUI, ROLES_HABILITES)).toEqual(expected);
});

test("roles to which sensitive data may be opened", () => {
  expect(ROLES_HABILITES.filter(opensSensible)).toEqual([
    "guichet",
    "agent-bailleur",
    "reservataire",
    "etat",
    "secretaire-cal",
    "relogement",
  ]);
});
