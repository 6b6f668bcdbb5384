import { paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type {
  Cellule,
  Definition,
  DocumentMisEnPage,
  SectionDocument,
  TableauBloc,
} from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { IndicateurLu } from "../lectures/action/indicateurs.ts";
import type { JalonLu, LigneProgramme, ProgrammeActions } from "../lectures/action/programme.ts";
import {
  sayActeurs,
  sayEtat,
  sayJalon,
  sayJalonsEcrits,
  sayPilote,
  sayResume,
  shortOrientation,
} from "../regles/action/format-action.ts";

/** `svg`: the drawing of the page; null when nothing is dated. Figures by code; the public's edition has none. */
export type AnnexesActions = {
  readonly svg: string | null;
  readonly indicateurs: ReadonlyMap<string, IndicateurLu>;
};

/** The programme of actions on paper, in the order and under the filters of the page. */
export function renderActionsPdf(programme: ProgrammeActions, annexes: AnnexesActions): Promise<Uint8Array> {
  return renderDocumentPdf(composeActions(programme, annexes));
}

export function composeActions(programme: ProgrammeActions, { svg, indicateurs }: AnnexesActions): DocumentMisEnPage {
  const { nom, territoire, demonstration, aujourdhui, phrases, lignes } = programme;
  const titre = "Programme d’actions";
  return {
    titre,
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `Édition de travail du ${formatJour(aujourdhui)}, non figée`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${territoire})` },
      { terme: "Au", valeur: formatJour(aujourdhui) },
    ],
    sections: [
      { titre: "Où en est le programme", blocs: [...phrases.map(paragraphe), tableauActions(lignes)] },
      ...(svg === null ? [] : [sectionFrise(svg, titre)]),
      ...lignes.map((ligne) => sectionAction(ligne, indicateurs)),
    ],
    fiches: [],
    date: null,
  };
}

function sectionFrise(svg: string, titre: string): SectionDocument {
  const alternative = "Actions et jalons sur les années\u00A0; les dates sont dans les tableaux.";
  return { titre: "Sur les années", blocs: [{ kind: "image", image: { svg, titre, alternative, note: null } }] };
}

function tableauActions(lignes: readonly LigneProgramme[]): TableauBloc {
  return tableau(
    ["Action", "Orientation", "État", "Échéance", "Pilote"],
    [3, 1.3, 1.4, 2, 1.6],
    lignes.map((ligne) => [
      `${ligne.numero}. ${ligne.titre}`,
      shortOrientation(ligne.orientation),
      sayEtat(ligne),
      sayEcheance(ligne),
      sayPilote(ligne),
    ]),
  );
}

function sayEcheance({ retardJours, prochaineEcheance, prochainJalon }: LigneProgramme): string {
  const late = retardJours === null ? [] : [`En retard de ${formatCompte(retardJours, "jour")}`];
  const next = prochaineEcheance === null ? [] : [`${formatJour(prochaineEcheance)}\u00A0: ${prochainJalon}`];
  return [...late, ...next].join("\u00A0; ") || "rien de daté à venir";
}

function sectionAction(ligne: LigneProgramme, indicateurs: AnnexesActions["indicateurs"]): SectionDocument {
  const lus = ligne.indicateurs.flatMap((code) => indicateurs.get(code) ?? []);
  return {
    titre: `Action ${ligne.numero}\u00A0: ${ligne.titre}`,
    blocs: [
      paragraphe(sayResume(ligne)),
      { kind: "definitions", definitions: [...definitionsOf(ligne), ...lus.map(definitionOf)] },
      ...(ligne.jalonsLus.length === 0 ? [] : [tableauJalons(ligne.jalonsLus)]),
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

/** Its sentence holds its figure. */
function definitionOf({ libelle, phrase }: IndicateurLu): Definition {
  return { terme: libelle, valeur: phrase };
}

function tableauJalons(jalons: readonly JalonLu[]): TableauBloc {
  return tableau(
    ["Jalon", "Statut", "Échéance", "Livrable", "Source"],
    [2.6, 1.4, 1.3, 1.5, 1.5],
    jalons.map((jalon) => [
      jalon.libelle,
      sayJalon(jalon),
      jalon.echeance === null ? "sans date" : formatJour(jalon.echeance),
      jalon.livrable ?? "aucun",
      jalon.source ?? "non dite",
    ]),
  );
}

function tableau(
  titres: readonly string[],
  parts: readonly number[],
  lignes: readonly (readonly string[])[],
): TableauBloc {
  return {
    kind: "tableau",
    titre: "",
    colonnes: titres.map((titre, rang) => ({ titre, droite: false, part: parts[rang] ?? 1 })),
    lignes: lignes.map((ligne) => ligne.map((texte): Cellule => ({ kind: "texte", texte }))),
    total: null,
    note: null,
  };
}
