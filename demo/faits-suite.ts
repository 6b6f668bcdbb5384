import type { RealisationDemo } from "./actions-programme.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";

export type FaitSuite = RealisationDemo & { readonly numero: number };

const SOURCE = "Ligne fictive de la démonstration : aucun document ne l’écrit";

/** Hypothèse: one fact of each kind that the document leaves empty, in the last year that is over; every body, place and number is invented. */
export function faitsOf(annee: number): readonly FaitSuite[] {
  const le = (mois: string) => `${annee}-${mois}-15`;
  const faits: readonly (readonly [number, Omit<RealisationDemo, "annee" | "source">])[] = [
    [
      1,
      {
        genre: "promotion-portail",
        partenaire: "Commune (fictive)",
        objet: "Affiche en mairie",
        realise: 420,
        le: le("03"),
      },
    ],
    [
      1,
      {
        genre: "gestionnaire-sne",
        partenaire: "Gestionnaire du SNE (fictif)",
        objet: "Extraction trimestrielle par commune",
        etat: "obtenu",
        le: le("04"),
      },
    ],
    [3, { genre: "sorties-parc", partenaire: "Bailleur (fictif)", etat: "psla", prevu: 12, realise: 9 }],
    [5, { genre: "salaries-qpv", prevu: 0.15 }],
    [
      5,
      {
        genre: "module-contingent",
        partenaire: "Réservataire (fictif)",
        etat: "utilise",
        prevu: 80,
        realise: 64,
        le: le("06"),
      },
    ],
    [
      7,
      {
        genre: "foncier",
        objet: "Ancienne cour d’usine (fictive)",
        commune: SAINT_DIZIER,
        etat: "negociation",
        prevu: 14,
        realise: 3_200,
        le: le("05"),
      },
    ],
    [
      7,
      {
        genre: "etudes",
        objet: "Étude fictive des besoins en petits logements",
        etat: "rendue",
        montant: 18_000,
        le: le("09"),
      },
    ],
    [7, { genre: "agrements", etat: "plai", prevu: 20, realise: 16, montant: 96_000, le: le("11") }],
    [
      8,
      {
        genre: "diversification",
        partenaire: "Bailleur (fictif)",
        etat: "pavillon",
        prevu: 18,
        realise: 6,
        le: le("02"),
      },
    ],
    [
      8,
      {
        genre: "promoteurs",
        partenaire: "Promoteur (fictif)",
        objet: "Lotissement fictif des Mésanges",
        commune: WASSY,
        etat: "libre",
        prevu: 10,
        realise: 4,
        le: le("07"),
      },
    ],
    [
      8,
      {
        genre: "accedants",
        partenaire: "Association (fictive)",
        commune: SAINT_DIZIER,
        etat: "etude",
        prevu: 15,
        realise: 11,
      },
    ],
    [
      10,
      {
        genre: "droits-recuperes",
        partenaire: "Réservataire (fictif)",
        commune: SAINT_DIZIER,
        etat: "attribue",
        prevu: 30,
        realise: 12,
      },
    ],
    [
      11,
      {
        genre: "prets-action-logement",
        partenaire: "Réservataire (fictif)",
        etat: "accession",
        prevu: 6,
        realise: 4,
        montant: 60_000,
      },
    ],
    [
      12,
      {
        genre: "politique-loyers",
        partenaire: "Bailleur (fictif)",
        etat: "baisse",
        prevu: -0.03,
        realise: 85,
        le: le("10"),
      },
    ],
    [
      14,
      {
        genre: "lecons-pru",
        objet: "Visiter le logement proposé avec le ménage avant l’offre écrite (leçon fictive)",
        etat: "reprise",
        le: le("08"),
      },
    ],
  ];
  return faits.map(([numero, fait]) => ({ numero, annee, source: SOURCE, ...fait }));
}
