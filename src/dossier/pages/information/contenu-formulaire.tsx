import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  type EtatFormulaire,
  Relire,
  renderPageFormulaire,
  TexteLong,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import {
  type ClePage,
  LIBELLE_CLE_PAGE,
  LIBELLE_RUBRIQUE_INFORMATION,
  type RubriqueInformation,
  TEXTE_MAX,
} from "../../regles/information/contenu.ts";
import { CHEMIN_ACCUEIL, cheminContenu } from "./chemins.ts";
import { TexteRiche } from "./vitrine.tsx";

type Props = {
  readonly cadre: Cadre;
  readonly epci: string;
  /** null: a new content. */
  readonly id: number | null;
  readonly rubrique: RubriqueInformation;
  readonly cle: ClePage | null;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  /** Preview of the public text; null: not asked for. */
  readonly apercu: { readonly titre: string; readonly texte: string } | null;
};

export function renderContenuPage(props: Props): string {
  const { cadre, epci, id, rubrique, cle, etat, aRelire, apercu } = props;
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    bouton: "Enregistrer",
    titre: id === null ? "Écrire un texte pour le public" : "Modifier un texte pour le public",
    sous: (
      <p class="chapo">
        {LIBELLE_RUBRIQUE_INFORMATION[rubrique]}
        {cle === null ? "" : ` : ${LIBELLE_CLE_PAGE[cle]}`}. Une phrase dit une idée, en douze mots au plus.
      </p>
    ),
    chemin: id === null ? `${CHEMIN_ACCUEIL}/contenus/nouveau` : cheminContenu(id),
    retour: { chemin: CHEMIN_ACCUEIL, libelle: "Information du public" },
    apres: apercu ? <Apercu {...apercu} /> : null,
    children: (
      <>
        {["rubrique", "cle", "revision"].map((nom) => (
          <input type="hidden" name={nom} value={valeurDe(etat.saisie, nom)} />
        ))}
        <Champ etat={etat} nom="titre" libelle="Titre" requis />
        <TexteLong
          etat={etat}
          nom="texte"
          libelle="Texte"
          aide="Une ligne vide sépare deux paragraphes. Un tiret commence un élément de liste. Un lien s’écrit [mots](https://adresse)."
          lignes={12}
          limite={TEXTE_MAX}
          requis
        />
        <label class="case">
          <input type="checkbox" name="falc" value="oui" checked={valeurDe(etat.saisie, "falc") === "oui"} />
          Facile à lire et à comprendre : ce texte a été relu par des personnes concernées.
        </label>
        <Relire affiche={aRelire} />
        <p>
          <button class="bouton second" type="submit" name="acte" value="apercu">
            Voir ce que le public lira
          </button>
        </p>
      </>
    ),
  });
}

function Apercu({ titre, texte }: { titre: string; texte: string }) {
  return (
    <section class="carte-fiche" aria-labelledby="apercu">
      <h2 id="apercu">Aperçu : {titre}</h2>
      <TexteRiche texte={texte} />
      <p class="discret">Rien n’est encore enregistré.</p>
    </section>
  );
}
