import { paragraphe } from "#socle/documents/blocs.ts";
import { cadreTerritoire } from "#socle/documents/demonstration.ts";
import type { Definition, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { ACTIONS, JALONS, tableRealisations } from "../images/actions-table.ts";
import type { IndicateurLu } from "../lectures/action/indicateurs.ts";
import type { LigneProgramme, ProgrammeActions } from "../lectures/action/programme.ts";
import { sayActeurs, sayEtat, sayJalonsEcrits, sayPilote, sayResume } from "../regles/action/format-action.ts";
import { GENRES_REALISATION } from "../regles/action/realisation.ts";

/** `svg`: drawing of the page; null: nothing is dated. Figures by code; the public's edition has none. */
export type AnnexesActions = {
  readonly svg: string | null;
  readonly indicateurs: ReadonlyMap<string, IndicateurLu>;
};

/** Same order and filters as the page. */
export function renderActionsPdf(programme: ProgrammeActions, annexes: AnnexesActions): Promise<Uint8Array> {
  return renderDocumentPdf(composeActions(programme, annexes));
}

export function composeActions(programme: ProgrammeActions, { svg, indicateurs }: AnnexesActions): DocumentMisEnPage {
  const { nom, territoire, aujourdhui, phrases, lignes } = programme;
  const titre = "Programme d’actions";
  return {
    titre,
    ...cadreTerritoire(titre, programme),
    pied: `Édition de travail du ${formatJour(aujourdhui)}, non figée`,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${territoire})` },
      { terme: "Au", valeur: formatJour(aujourdhui) },
    ],
    sections: [
      {
        titre: "Où en est le programme",
        blocs: [...phrases.map(paragraphe), tableauOf({ ...ACTIONS, titre: "" }, lignes)],
      },
      ...(svg === null ? [] : [sectionFrise(svg, titre)]),
      ...lignes.map((ligne) => sectionAction(ligne, { indicateurs, realisations: programme.realisations })),
    ],
    date: null,
  };
}

function sectionFrise(svg: string, titre: string): SectionDocument {
  const alternative = "Actions et jalons sur les années\u00A0; les dates sont dans les tableaux.";
  return { titre: "Sur les années", blocs: [{ kind: "image", image: { svg, titre, alternative, note: null } }] };
}

type Suivis = Pick<AnnexesActions, "indicateurs"> & Pick<ProgrammeActions, "realisations">;

function sectionAction(ligne: LigneProgramme, { indicateurs, realisations }: Suivis): SectionDocument {
  const lus = ligne.indicateurs.flatMap((code) => indicateurs.get(code) ?? []);
  return {
    titre: `Action ${ligne.numero}\u00A0: ${ligne.titre}`,
    blocs: [
      paragraphe(sayResume(ligne)),
      { kind: "definitions", definitions: [...definitionsOf(ligne), ...lus.map(definitionOf)] },
      ...(ligne.jalonsLus.length === 0 ? [] : [tableauOf({ ...JALONS, titre: "" }, ligne.jalonsLus)]),
      ...GENRES_REALISATION.flatMap((genre) => {
        const faits = realisations.filter((un) => un.action === ligne.id && un.genre === genre);
        return faits.length === 0 ? [] : [tableauOf(tableRealisations(genre, new Map()), faits)];
      }),
    ],
  };
}

function definitionsOf(ligne: LigneProgramme): readonly Definition[] {
  return [
    { terme: "Orientation", valeur: ligne.orientation },
    { terme: "État", valeur: ligne.etatLe ? `${sayEtat(ligne)} au ${formatJour(ligne.etatLe)}` : sayEtat(ligne) },
    { terme: "Pilote", valeur: sayPilote(ligne) },
    { terme: "Acteurs", valeur: sayActeurs(ligne) },
    { terme: "Jalons du texte", valeur: sayJalonsEcrits(ligne) },
  ];
}

function definitionOf({ libelle, phrase }: IndicateurLu): Definition {
  return { terme: libelle, valeur: phrase };
}
