import { describe, expect, test } from "vitest";
import { composePlaquette, type Plaquette } from "./plaquette.ts";

const VIDE: Plaquette = {
  nom: "Territoire d’essai",
  demonstration: false,
  jour: "2026-11-23",
  site: "https://exemple.invalid/logement-social/200068666",
  texte: null,
  guichets: [],
  communes: new Map(),
  chiffres: null,
};

const texteDe = (plaquette: Plaquette) => JSON.stringify(composePlaquette(plaquette));

describe("the leaflet", () => {
  test("of a territory that has published nothing still says where to ask, and what is not known", () => {
    const dit = texteDe(VIDE);
    expect(dit).toContain("demande-logement-social.gouv.fr");
    expect(dit).toContain("Aucun guichet n’est encore publié ici");
    expect(dit).toContain("Aucun chiffre n’est encore publié");
  });

  test("prints the published numbers alone, and a hidden one as a word", () => {
    const commune = (cle: string, logements: number, total = false) => ({
      cle,
      libelle: cle,
      total,
      logements: { kind: "publie", valeur: logements } as const,
      vacants: { kind: "absent", manque: "secret" } as const,
      demandes: { kind: "absent", manque: "inconnu" } as const,
      anciennes: { kind: "absent", manque: "inconnu" } as const,
    });
    const communes = Array.from({ length: 14 }, (_, rang) => commune(`Commune ${rang}`, rang));
    const dit = texteDe({
      ...VIDE,
      chiffres: {
        publieLe: "2026-10-01",
        communes: [...communes, commune("Territoire", 91, true)],
        typologies: [],
        libelleAnciennes: null,
        sources: [],
        attente: { code: "attente-typologies", phrase: "La moitié ont attendu moins de 6 mois." },
      },
    });
    expect(dit).toContain("La moitié ont attendu moins de 6 mois.");
    expect(dit).toContain("Commune 13");
    expect(dit).not.toContain('"Commune 1"');
    expect(dit).toMatch(/2\u00A0autres communes sur/);
    expect(dit).toContain("secret");
  });
});
