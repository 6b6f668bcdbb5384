import { parametre } from "#droit/regles/parametre.ts";
import { citeConvention } from "#engagements/regles/convention/references.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";

export const MESURES = [
  "objectifs-reservataires",
  "commission-designation",
  "avenant-objectifs",
  "dispositions-l441-1",
] as const;
export type CodeMesure = (typeof MESURES)[number];

export type Barreau = {
  readonly code: CodeMesure;
  /** 1: proposed once the year is missed; 2: « dans un second temps ». */
  readonly temps: 1 | 2;
  readonly titre: string;
  readonly article: string;
  readonly texte: string;
  /** Shown beside the ladder's source. */
  readonly reserve?: string;
  readonly confiance: Confiance;
};

/** Source of the rungs when the territory’s own convention has none. */
const SOURCE = "Échelle proposée par Blaise : à confirmer par la conférence intercommunale du logement";

/**
 * Signed document, §6.1: « si malgré ce travail “interbailleur”, l’objectif annuel fixé à l’EPCI n’est pas atteint, la Communauté d’agglomération (…)
 * pourra proposer au Préfet et à la Conférence Intercommunale du Logement, plusieurs mesures complémentaires, notamment : » the first three; and «
 * l’application des dispositions correctrices, prévues par le vingt-cinquième alinéa de l’article L 441-1 (…) ne [sont] envisagées que dans un second
 * temps ».
 */
export const ECHELLE: readonly Barreau[] = [
  {
    code: "objectifs-reservataires",
    temps: 1,
    titre: "Fixer des objectifs d’attribution aux réservataires",
    article: "CCH, art. L. 313-26-2 et L. 313-35",
    texte: "Des objectifs d’attribution sont fixés aux organismes réservataires de logements sociaux.",
    confiance: "S",
  },
  {
    code: "commission-designation",
    temps: 1,
    titre: "Mettre en place la commission de désignation dans le quartier prioritaire",
    article: "CCH, art. L. 441-1-5",
    texte:
      "Bailleurs, réservataires et pouvoirs publics désignent d’un commun accord les candidats aux logements disponibles du quartier. Des modalités pratiques sont à définir pour garder un traitement rapide des demandes.",
    confiance: "S",
  },
  {
    code: "avenant-objectifs",
    temps: 1,
    titre: "Ajuster les objectifs par un avenant à la convention",
    article: "CCH, art. L. 441-1-6",
    texte:
      "Un avenant ajuste les objectifs à la lumière des données recueillies sur le territoire. Depuis que le taux légal ne s’adapte plus localement, il ne peut descendre sous lui.",
    confiance: "S",
  },
  {
    code: "dispositions-l441-1",
    temps: 2,
    titre: "Appliquer les dispositions correctrices de la loi",
    article: "CCH, art. L. 441-1 (l’alinéa change à chaque réforme)",
    texte:
      "Le préfet attribue lui-même, à des demandeurs du 1er quartile, des logements hors quartier prioritaire à hauteur du nombre manquant. Le détail de la procédure est à confirmer : le texte en vigueur n’a pas pu être lu.",
    reserve: "procédure : texte en vigueur non lu",
    confiance: "B",
  },
];

/** « dans un second temps »: the document gives no delay. We read: a whole year of results after the decision. */
export const ATTENTE_SECOND_TEMPS = parametre.nombre("attente-second-temps");

/** Of every rung. */
export function sourceEchelle(): string {
  return citeConvention("echelle") ?? SOURCE;
}

export function sourceBarreau({ reserve }: Barreau): string {
  return [sourceEchelle(), reserve].filter((one) => one !== undefined).join(" ; ");
}

export function findBarreau(code: CodeMesure): Barreau {
  const found = ECHELLE.find((barreau) => barreau.code === code);
  if (!found) throw new Error(`no rung ${code}`);
  return found;
}
