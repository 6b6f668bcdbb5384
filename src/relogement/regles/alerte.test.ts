import { describe, expect, it, test } from "vitest";
import { alertes, type DossierAlerte } from "./alerte.ts";
import type { ReponseOffre } from "./offre.ts";
import type { OffreSuivie } from "./regle-offre.ts";

const AUJOURDHUI = "2026-06-30";

function offreOf(id: number, reponse: ReponseOffre, droit: "oui" | "non" = "non", raisonRang: string | null = null) {
  return { id, numero: id, reponse, raisonRang, logement: { droitActionLogement: droit } } as unknown as OffreSuivie;
}

const dossierOf = (offres: readonly OffreSuivie[], more: Partial<DossierAlerte> = {}): DossierAlerte => ({
  etat: "offres",
  offres,
  decisions: [],
  beneficiaireActionLogement: "non",
  prochaineEtape: null,
  ...more,
});
const refusees = (nombre: number) => Array.from({ length: nombre }, (_, i) => offreOf(i + 1, "refusee"));
const of = (dossier: DossierAlerte) => alertes(dossier, AUJOURDHUI).map(({ code }) => code);

describe("what a file calls for", () => {
  test.each([
    [0, []],
    [1, []],
    [2, ["deux-refus"]],
    [3, ["trois-refus"]],
    [4, ["trois-refus"]],
  ] as const)("%i refusals", (nombre, attendu) => {
    expect(of(dossierOf(refusees(nombre)))).toEqual(attendu);
  });

  it("says what can still be done", () => {
    const say = (dossier: DossierAlerte) => alertes(dossier, AUJOURDHUI)[0]?.phrase;
    expect(say(dossierOf(refusees(2)))).toContain("une seule reste à proposer");
    expect(say(dossierOf([...refusees(2), offreOf(3, "attendue")]))).toContain(
      "la dernière des trois attend sa réponse",
    );
    expect(say(dossierOf(refusees(3)))).toContain("demande une décision du comité");
    const libre = {
      id: 1,
      relogement: 1,
      objet: "quatrieme-offre",
      le: "2026-06-01",
      motif: "x",
      offre: null,
    } as const;
    expect(say(dossierOf(refusees(3), { decisions: [libre] }))).toContain("en a autorisé une de plus");
    expect(say(dossierOf([...refusees(3), offreOf(4, "attendue")], { decisions: [{ ...libre, offre: 4 }] }))).toContain(
      "une autre attend sa réponse",
    );
  });

  it("says nothing of refusals once an offer is accepted, nor of a file that is closed", () => {
    expect(of(dossierOf([...refusees(2), offreOf(3, "acceptee")]))).toEqual([]);
    expect(
      of(dossierOf(refusees(3), { etat: "depart", prochaineEtape: { quoi: "visite", le: "2026-01-01" } })),
    ).toEqual([]);
  });

  test.each([
    ["oui", [offreOf(1, "attendue")], ["droits-action-logement"]],
    ["oui", [offreOf(1, "retiree", "oui"), offreOf(2, "attendue")], ["droits-action-logement"]],
    ["oui", [offreOf(1, "refusee", "oui"), offreOf(2, "attendue")], []],
    ["oui", [], []],
    ["inconnu", [offreOf(1, "attendue")], []],
  ] as const)("beneficiary: %s", (beneficiaireActionLogement, offres, attendu) => {
    expect(of(dossierOf(offres, { beneficiaireActionLogement }))).toEqual(attendu);
  });

  test.each([
    ["2026-06-29", ["etape-passee"]],
    ["2026-06-30", []],
    [null, []],
  ] as const)("next step on %s", (le, attendu) => {
    expect(of(dossierOf([], { prochaineEtape: { quoi: "visite", le } }))).toEqual(attendu);
  });

  it("keeps in sight that the order was not followed", () => {
    const [alerte] = alertes(
      dossierOf([offreOf(1, "attendue", "non", "Plain-pied"), offreOf(2, "attendue")]),
      AUJOURDHUI,
    );
    expect(alerte).toMatchObject({ code: "rang-motive", ton: "neutre" });
    expect(alerte?.phrase).toMatch(/^Offre 1 /);
  });
});
