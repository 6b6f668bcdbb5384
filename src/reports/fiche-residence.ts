import type { FicheResidence } from "#application/desequilibre/fiche.ts";
import type { Figure } from "#application/observatoire/figure.ts";
import { LIBELLE_MOTIF_EXCLUSION } from "#domain/desequilibre/exclusion.ts";
import { LIBELLE_TYPE_REMONTEE, type Remontee } from "#domain/remontee/remontee.ts";
import { formatCompte, formatJour } from "#domain/shared/format.ts";
import { renderCarteFigure } from "#graphics/carte-figure.ts";
import type { FondFigure } from "#graphics/fond.ts";
import { BANDEAU_DEMONSTRATION } from "./demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "./document.ts";
import { tableauFigure } from "./figure-document.ts";
import { renderDocumentPdf } from "./pdf.ts";

/** What the page of a résidence shows, and its document with it. */
export type VueFiche = {
  readonly territoire: { readonly epci: string; readonly nom: string; readonly demonstration: boolean };
  readonly fiche: FicheResidence;
  /** null: not open to this person. */
  readonly remontees: readonly Remontee[] | null;
  readonly fond: FondFigure | null;
};

export function renderFichePdf(vue: VueFiche): Promise<Uint8Array> {
  return renderDocumentPdf(composeFiche(vue));
}

function composeFiche(vue: VueFiche): DocumentMisEnPage {
  const { territoire, fiche } = vue;
  const { unite, enquete, millesime, methode } = fiche;
  const { demonstration, nom } = territoire;
  return {
    titre: unite.nom,
    territoire: nom,
    entete: [`Fiche résidence, ${unite.nom}`, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: "édition de travail",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Lecture", valeur: fiche.titre },
      { terme: "Adresse", valeur: [unite.adresse, unite.communeNom ?? unite.commune].filter(Boolean).join(", ") },
      { terme: "Bailleur", valeur: `${unite.bailleurNom ?? "inconnu"}, ${formatCompte(unite.logements, "logement")}` },
      {
        terme: "Sources",
        valeur: `RPLS ${millesime}, ${enquete === null ? "aucune enquête OPS" : `enquête OPS ${enquete}`}`,
      },
      { terme: "Méthode", valeur: `version ${methode.version}${methode.confiance === "B" ? ", à confirmer" : ""}` },
    ],
    sections: [...reponsesOf(fiche), ...tableauxOf(vue), ...remonteesOf(vue), ...methodeOf(fiche)],
    fiches: [],
    date: null,
  };
}

function paragraphe(texte: string): Bloc {
  return { kind: "paragraphe", texte };
}

function reponsesOf({ reponses, exclusion }: FicheResidence): readonly SectionDocument[] {
  if (exclusion) {
    const { motif, depuis, acte } = exclusion.exclusion;
    const texte = `${LIBELLE_MOTIF_EXCLUSION[motif]} : depuis le ${formatJour(depuis)}, ${acte}. Elle ne compte dans aucune référence, et rien n’est dit de son occupation.`;
    return [{ titre: "Exclue de la lecture", blocs: [paragraphe(texte)] }];
  }
  return reponses.map(({ question, phrases }) => ({ titre: question, blocs: phrases.map(paragraphe) }));
}

/** A page is narrower than a screen: the columns that answer. */
const COLONNES: Readonly<Record<string, readonly string[]>> = {
  "residence-occupation": ["taux", "reference", "ajuste", "classe", "entrants", "evolution"],
};

function tableauxOf({ fiche, fond }: VueFiche): readonly SectionDocument[] {
  return fiche.figures
    .filter(({ lignes }) => lignes.length > 0)
    .map((figure) => ({
      titre: figure.titre,
      blocs: [tableauFigure(figure, COLONNES[figure.code] ?? null), ...carteOf(figure, fond)],
    }));
}

function carteOf(figure: Figure, fond: FondFigure | null): readonly Bloc[] {
  const carte = fond ? renderCarteFigure(figure, fond, null) : null;
  if (!carte) return [];
  return [
    {
      kind: "image",
      image: {
        svg: carte.draw(640),
        titre: "Situation",
        alternative:
          "Place de la résidence parmi les communes et les quartiers prioritaires ; son adresse est en tête de la fiche.",
        note: null,
      },
    },
  ];
}

/** Said once, at the end. */
function methodeOf({ figures }: FicheResidence): readonly SectionDocument[] {
  const found = figures.find(({ code }) => code === "residence-occupation");
  if (!found) return [];
  const { definition, reserves } = found.methode;
  return [{ titre: "Méthode", blocs: [...definition, ...reserves].map((texte): Bloc => ({ kind: "note", texte })) }];
}

function remonteesOf({ remontees }: VueFiche): readonly SectionDocument[] {
  if (remontees === null) return [];
  const said = remontees.map(({ type, observeeLe, organisation }) =>
    paragraphe(`${LIBELLE_TYPE_REMONTEE[type]}, le ${formatJour(observeeLe)}, par ${organisation}.`),
  );
  return [
    {
      titre: "Remontées de terrain en cours",
      blocs: said.length > 0 ? said : [paragraphe("Aucune remontée ouverte sur cette résidence.")],
    },
  ];
}
