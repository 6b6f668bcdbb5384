import type { Child } from "hono/jsx";
import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, renderPageFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { FicheMenage } from "../lectures/fiche.ts";

/** Props of every form of a file. */
export type FormulaireMenageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly fiche: FicheMenage;
  readonly etat: EtatFormulaire;
  readonly aujourdhui: string;
  /** true: a text was refused for a word that may be kept after reading it again. */
  readonly aRelire: boolean;
};

type Corps = {
  readonly titre: string;
  /** Path below the file's URL. */
  readonly suite: string;
  readonly bouton: string;
  readonly sous?: Child;
  readonly apres?: Child;
  readonly champs: Child;
};

/** Form about one household, named by its reference: names are opened on the file itself. */
export function renderFormulaireMenage({ cadre, epci, fiche, etat }: FormulaireMenageProps, corps: Corps): string {
  const { dossier } = fiche;
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: corps.titre,
    bouton: corps.bouton,
    chemin: cheminMenage(dossier.id, corps.suite),
    retour: { chemin: cheminMenage(dossier.id), libelle: `Dossier ${dossier.reference}` },
    sous: (
      <>
        <p class="chapo">
          {dossier.reference}, {dossier.operationNom}. {fiche.phraseEtat}.
        </p>
        {corps.sous}
      </>
    ),
    apres: corps.apres,
    children: (
      <>
        {/* Written over what was read and nothing else: two officers at once, or one who sends twice, are told. */}
        <input type="hidden" name="etat_lu" value={fiche.etatLu} />
        <input type="hidden" name="revision" value={String(dossier.revision)} />
        {corps.champs}
      </>
    ),
  });
}
