import { cheminImmeuble } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Mission } from "../lectures/ports.ts";

export type ConfierPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  readonly immeuble: { readonly id: number; readonly nom: string };
  /** Accounts that hold the role today. */
  readonly agents: readonly OptionListe[];
  readonly missions: readonly Mission[];
  readonly aujourdhui: string;
};

/** The officer in charge reads and writes the files of the building from the first day on. */
export function renderConfierPage(props: ConfierPageProps): string {
  const { cadre, epci, etat, immeuble, agents } = props;
  const retour = { chemin: cheminImmeuble(immeuble.id), libelle: immeuble.nom };
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    retour,
    titre: `Confier ${immeuble.nom}`,
    bouton: "Confier l’immeuble",
    chemin: cheminImmeuble(immeuble.id, "confier"),
    sous: (
      <p>
        La personne choisie ouvre les dossiers de l’immeuble, les lit avec les noms et les tient à jour. Vous continuez
        de les suivre sans les noms.
      </p>
    ),
    apres: <Missions {...props} />,
    children: (
      <>
        <Liste
          etat={etat}
          nom="compte"
          libelle="Chargé de relogement"
          aide={
            agents.length === 0
              ? "Personne n’a ce rôle aujourd’hui : la personne qui gère les habilitations de l’EPCI peut l’accorder."
              : "Les personnes habilitées « Chargé de relogement » sur ce territoire."
          }
          options={agents}
          vide="Choisir…"
          requis
        />
        <Champ etat={etat} nom="du" libelle="À partir du" type="date" requis />
      </>
    ),
  });
}

function Missions({ epci, immeuble, missions, aujourdhui }: ConfierPageProps) {
  return (
    <>
      <h2>À qui l’immeuble est confié</h2>
      {missions.length === 0 ? <p>À personne pour l’instant : aucun dossier ne peut y être ouvert.</p> : null}
      <ul class="missions">
        {missions.map(({ id, agent, du, au }) => (
          <li>
            {agent}, depuis le {formatJour(du)}
            {au ? `, jusqu’au ${formatJour(au)}` : ""}{" "}
            {au === null || au >= aujourdhui ? (
              <form method="post" action={hrefTerritoire(epci, cheminImmeuble(immeuble.id, "retirer"))}>
                <input type="hidden" name="mission" value={String(id)} />
                <button class="lien cible" type="submit">
                  Retirer<span class="lu"> l’immeuble à {agent}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
