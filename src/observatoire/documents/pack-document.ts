import { donneesFigure } from "#bilan/documents/figure.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { textes } from "#socle/documents/feuille.ts";
import { tableauFigure } from "#socle/documents/figure-document.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Pack, PackBailleur } from "../lectures/demande/ports.ts";

/** A frozen pack, with the bailleurs' rows that its reader may see. `code`: its number. */
export type VuePack = { readonly pack: Pack; readonly code: string; readonly bailleurs: readonly PackBailleur[] };

export function renderPackPdf(vue: VuePack): Promise<Uint8Array> {
  return renderDocumentPdf(composePack(vue));
}

function composePack({ pack, code, bailleurs }: VuePack): DocumentMisEnPage {
  const { contenu } = pack;
  const titre = `Pack trimestriel, ${contenu.libelle}`;
  return {
    titre,
    territoire: contenu.nom,
    entete: [titre, contenu.nom, ...(contenu.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `version figée ${code}`,
    bandeau: contenu.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${contenu.nom} (SIREN ${contenu.territoire})` },
      { terme: "Trimestre", valeur: contenu.libelle },
      { terme: "Version", valeur: code },
      { terme: "Figé le", valeur: `${formatJour(pack.figeLe)}, par ${pack.figePar}` },
      { terme: "Empreinte", valeur: pack.empreinte },
    ],
    sections: [
      { titre: "L’essentiel", blocs: contenu.phrases.map(paragraphe) },
      ...contenu.figures.map((figure) => ({ titre: figure.titre, blocs: blocsOf(figure) })),
      ...bailleurs.flatMap(({ figures }) => figures.map((figure) => ({ titre: figure.titre, blocs: blocsOf(figure) }))),
      { titre: "Sources", blocs: sourcesOf(pack) },
    ],
    date: pack.figeLe,
  };
}

function blocsOf(figure: Figure): readonly Bloc[] {
  const { methode } = figure;
  const notes = [...methode.definition, ...methode.reserves, `Source : ${methode.source}.`];
  return [...(figure.lecture ? [paragraphe(figure.lecture)] : []), tableauFigure(figure), ...notes.map(note)];
}

function sourcesOf({ sources }: Pack): readonly Bloc[] {
  return sources.map(
    ({ source, periode, fichier, sha256 }): Bloc =>
      paragraphe(`${source}, ${periode} : ${fichier}, SHA-256 ${sha256}.`),
  );
}

/** One sheet per figure, numbers as numbers; Excel's sheet names have 31 characters at most. */
export function renderPackXlsx({ pack, code, bailleurs }: VuePack): Promise<Uint8Array> {
  const { contenu } = pack;
  const figures = [...contenu.figures, ...bailleurs.flatMap((one) => one.figures)];
  return renderClasseur(aProposOf(pack, code), [
    ["Essentiel", { colonnes: textes(["L’essentiel", 120]), lignes: contenu.phrases.map((phrase) => [phrase]) }],
    ...figures.map((figure) => [figure.code.slice(0, 31), donneesFigure(figure)] as const),
  ]);
}

function aProposOf({ contenu, figeLe, empreinte, sources }: Pack, code: string): APropos {
  return {
    titre: `Pack trimestriel ${code}, ${contenu.libelle}`,
    territoire: contenu,
    jour: figeLe,
    periode: contenu.libelle,
    pour: PARTENAIRES,
    sources: sources.map(({ source, periode, fichier }) => `${source}, ${periode}\u00A0: ${fichier}.`),
    methode: contenu.figures.map(({ titre, methode }) => `${titre}. ${methode.definition.join(" ")}`),
    autres: [
      ["Version", code],
      ["Empreinte", empreinte],
    ],
  };
}
