import type { LigneRegistre } from "#dossier/lectures/registre/ports.ts";
import { CHEMIN_DEMANDES, cheminDemande } from "#dossier/pages/registre/chemins.ts";
import {
  LIBELLE_MOTIF_OUVERTURE,
  LIBELLE_NATURE_DEMANDE,
  LIBELLE_QUARTILE_DEMANDE,
  MOTIFS_OUVERTURE,
} from "#observatoire/regles/registre/registre.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choix, type EtatFormulaire, optionsOf, Refuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { INCONNU } from "#socle/regles/shared/format.ts";
import { sayJour, sayPersonnes, TagEtatDemande } from "./mots.tsx";

export type MotifPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly ligne: LigneRegistre;
  readonly etat: EtatFormulaire;
};

/** Form of the purpose, before a file is opened by name; also lets an agent who knows the person close it to themselves. */
export function renderMotifPage({ cadre, epci, ligne, etat }: MotifPageProps): string {
  const titre = `Dossier ${ligne.reference ?? "sans référence"}`;
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_DEMANDES)}>Toutes les demandes</a>
        </p>
        <h1>{titre}</h1>
        <Refuse refus={etat.refus} />
        <dl>
          <dt>État</dt>
          <dd>
            <TagEtatDemande etat={ligne.etat} />
          </dd>
          <dt>Ancienneté</dt>
          <dd>{sayJour(ligne.ancienneteLe)}</dd>
          <dt>Ménage</dt>
          <dd>{sayPersonnes(ligne.personnes)}</dd>
          <dt>Cherche</dt>
          <dd>{ligne.typologie ?? INCONNU}</dd>
          <dt>Nature</dt>
          <dd>{LIBELLE_NATURE_DEMANDE[ligne.nature]}</dd>
          <dt>Quartile de ressources</dt>
          <dd>{LIBELLE_QUARTILE_DEMANDE[ligne.quartile]}</dd>
        </dl>
        <h2>Ouvrir le dossier</h2>
        <p>
          Le dossier reste ouvert une demi-heure. Le demandeur verra que votre organisme l’a ouvert, quand, et pour
          quoi.
        </p>
        <form class="saisie" method="post" action={hrefTerritoire(epci, cheminDemande(ligne.demandeur, "ouvrir"))}>
          <Choix
            etat={etat}
            nom="motif"
            libelle="Pourquoi l’ouvrez-vous ?"
            requis
            options={optionsOf(MOTIFS_OUVERTURE, LIBELLE_MOTIF_OUVERTURE)}
          />
          <p class="ligne">
            <button class="bouton" type="submit">
              Ouvrir le dossier
            </button>
          </p>
        </form>
        <Proximite epci={epci} demandeur={ligne.demandeur} />
      </>
    ),
  });
}

/** Button that closes the file to an agent who knows the person, whatever their rights. */
export function Proximite({ epci, demandeur }: { epci: string; demandeur: string }) {
  return (
    <details>
      <summary>Je connais cette personne</summary>
      <p>
        C’est vous, un proche, ou quelqu’un que vous connaissez ? Le dossier vous sera fermé, pour toujours, et un autre
        agent s’en occupera.
      </p>
      <form method="post" action={hrefTerritoire(epci, cheminDemande(demandeur, "proximite"))}>
        <button class="bouton second" type="submit">
          Je connais cette personne : me fermer ce dossier
        </button>
      </form>
    </details>
  );
}
